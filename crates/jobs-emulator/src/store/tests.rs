use serde_json::json;

use super::open::migrate;
use super::*;

fn store() -> Store {
    Store::open(None).unwrap()
}

fn add_job(tables: Tables<'_>, job_id: i64, created_time: i64, name: &str) {
    let settings_id = tables.add_settings(json!({ "name": name })).unwrap();
    let job = JobRow {
        job_id,
        created_time,
        creator: "me".to_owned(),
        settings_id,
        queues: true,
    };
    tables.add_job(&job, name).unwrap();
}

fn page(limit: usize, from: Option<(Direction, RowKey)>) -> PageRequest {
    PageRequest {
        limit,
        offset: 0,
        from,
    }
}

fn ids(page: &Page<JobRow>) -> Vec<i64> {
    page.rows.iter().map(|job| job.job_id).collect()
}

/// All or nothing.
#[test]
fn a_transaction_that_fails_leaves_nothing() {
    let mut store = store();
    let failed: Result<(), StoreError> = store.transact(|tables| {
        add_job(tables, 1, 10, "a");
        Err(StoreError::Damaged("on purpose".to_owned()))
    });
    assert!(failed.is_err());
    let job = store.transact(|tables| tables.job(1)).unwrap();
    assert_eq!(job, None);
}

/// R6.4: rows that are added on top move nothing, in either direction.
#[test]
fn pages_stay_where_they_are_while_rows_are_added() {
    let mut store = store();
    store
        .transact(|tables| {
            for id in 1..=5 {
                // Two of them at the same moment: the id decides.
                add_job(tables, id, 10 * (id / 2), "a");
            }
            let first = tables.jobs(None, None, &page(2, None))?;
            assert_eq!(
                (ids(&first), first.has_next, first.has_previous),
                (vec![5, 4], true, false)
            );
            add_job(tables, 6, 70, "new");
            let after = Some((Direction::Next, first.rows[1].key()));
            let second = tables.jobs(None, None, &page(2, after))?;
            assert_eq!((ids(&second), second.has_next), (vec![3, 2], true));
            let before = Some((Direction::Previous, second.rows[0].key()));
            let back = tables.jobs(None, None, &page(2, before))?;
            assert_eq!((ids(&back), back.has_previous), (vec![5, 4], true));
            let last = tables.jobs(
                None,
                None,
                &page(2, Some((Direction::Next, second.rows[1].key()))),
            )?;
            assert_eq!(
                (ids(&last), last.has_next, last.has_previous),
                (vec![1], false, true)
            );
            Ok::<_, StoreError>(())
        })
        .unwrap();
}

#[test]
fn names_are_found_whatever_their_case() {
    let mut store = store();
    store
        .transact(|tables| {
            add_job(tables, 1, 10, "Größe");
            add_job(tables, 2, 20, "other' OR true --");
            assert_eq!(
                ids(&tables.jobs(Some("GRÖSSE"), None, &page(9, None))?),
                Vec::<i64>::new()
            );
            assert_eq!(ids(&tables.jobs(Some("gRÖßE"), None, &page(9, None))?), [1]);
            assert_eq!(
                ids(&tables.jobs(Some("OTHER' or TRUE --"), None, &page(9, None))?),
                [2]
            );
            assert_eq!(tables.greatest_id()?, 2);
            Ok::<_, StoreError>(())
        })
        .unwrap();
}

/// A token starts one run, even if two requests get past the first look.
#[test]
fn a_token_is_kept_once_for_each_operation() {
    let mut store = store();
    store
        .transact(|tables| {
            tables.add_token("run-now", "t", 1)?;
            tables.add_token("submit", "t", 2)?;
            assert!(tables.add_token("run-now", "t", 3).is_err());
            assert_eq!(tables.run_of_token("run-now", "t")?, Some(1));
            Ok::<_, StoreError>(())
        })
        .unwrap();
}

/// Versions of settings go with the job unless a run points to them.
#[test]
fn settings_that_runs_use_are_kept() {
    let mut store = store();
    store
        .transact(|tables| {
            let (used, unused) = (
                tables.add_settings(json!(1))?,
                tables.add_settings(json!(2))?,
            );
            tables.use_settings(used)?;
            tables.forget_settings(used)?;
            tables.forget_settings(unused)?;
            tables.settings.borrow_mut().clear();
            assert_eq!(*tables.settings(used)?, json!(1));
            assert!(tables.settings(unused).is_err());
            Ok::<_, StoreError>(())
        })
        .unwrap();
}

/// Jobs of a file of the first version have their triggers in the second.
#[test]
fn an_older_schema_is_brought_up_to_date() {
    let connection = Connection::open_in_memory().unwrap();
    connection.execute_batch(MIGRATIONS[0]).unwrap();
    connection.pragma_update(None, "user_version", 1).unwrap();
    let mut store = Store {
        connection,
        settings: RefCell::default(),
    };
    let jobs = [
        json!({}),
        json!({ "schedule": { "timezone_id": "UTC" } }),
        json!({ "trigger": {}, "name": "x" }),
        json!({ "continuous": {} }),
        json!({ "triggers": [{ "continuous": {} }, { "periodic": {} }] }),
    ];
    store
        .transact(|tables| {
            for (job_id, settings) in (1..).zip(jobs) {
                let settings_id = tables.add_settings(settings)?;
                // As the first version wrote it.
                tables.connection.execute(
                    "INSERT INTO jobs VALUES (?1, 1, 'me', 'a', ?2)",
                    [job_id, settings_id],
                )?;
            }
            Ok::<_, StoreError>(())
        })
        .unwrap();
    migrate(&mut store.connection).unwrap();
    migrate(&mut store.connection).unwrap();
    let triggers = store.transact(|tables| tables.triggers()).unwrap();
    let places = triggers.iter();
    let places: Vec<(i64, usize)> = places
        .map(|trigger| (trigger.job_id, trigger.position))
        .collect();
    assert_eq!(places, [(2, 0), (3, 0), (4, 0), (5, 0), (5, 1)]);
    assert!(triggers.iter().all(|trigger| trigger.next.is_none()));
}
