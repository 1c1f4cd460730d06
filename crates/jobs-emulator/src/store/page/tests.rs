use rusqlite::params_from_iter;

use super::*;
use crate::store::{RunFilter, Store, Viewers};

/// How the database goes about a query.
fn plan(tables: Tables<'_>, sql: &str, parameters: &[SqlValue]) -> String {
    let sql = format!("EXPLAIN QUERY PLAN {sql}");
    let mut statement = tables.connection.prepare(&sql).unwrap();
    let parameters = params_from_iter(parameters);
    let steps = statement.query_map(parameters, |row| row.get::<_, String>(3));
    let steps: Vec<String> = steps.unwrap().map(Result::unwrap).collect();
    steps.join("; ")
}

fn request(from: Option<(Direction, RowKey)>) -> PageRequest {
    PageRequest {
        limit: 25,
        offset: 0,
        from,
    }
}

/// R22.4: a page costs the same however many rows there are. All filters together in every
/// combination: no page is sorted, and none looks through the whole table.
#[test]
fn every_page_of_runs_is_a_walk_along_an_index() {
    let mut store = Store::open(None).unwrap();
    let key = RowKey { time: 50, id: 5 };
    let mut plans = Vec::new();
    store
        .transact(|tables| {
            for job_id in 1..=3 {
                tables.set_permissions(job_id, &serde_json::json!([{ "principal": "me" }]))?;
            }
            for from in [
                None,
                Some((Direction::Next, key)),
                Some((Direction::Previous, key)),
            ] {
                for job_id in [None, Some(7)] {
                    for active in [None, Some(true), Some(false)] {
                        for run_type in [None, Some("SUBMIT_RUN".to_owned())] {
                            for range in [None, Some(10)] {
                                for viewers in [None, Some(Viewers::new(["me", "users"])?)] {
                                    let filter = RunFilter {
                                        job_id,
                                        active,
                                        run_type: run_type.clone(),
                                        from: range,
                                        to: range.map(|from| from * 9),
                                        ended_after: Some(5),
                                        viewers,
                                    };
                                    let wanted = request(from);
                                    let query = tables.runs_query(&filter)?;
                                    let (sql, parameters) = query.prepared(&wanted);
                                    let plan = plan(tables, &sql, &parameters);
                                    plans.push((format!("{filter:?} {from:?}"), plan));
                                }
                            }
                        }
                    }
                }
            }
            Ok::<_, StoreError>(())
        })
        .unwrap();
    assert_eq!(plans.len(), 144);
    for (filter, plan) in plans {
        assert!(!plan.contains("TEMP B-TREE"), "{filter}: {plan}");
        let walks = plan.contains("runs USING INDEX");
        assert!(walks, "{filter}: {plan}");
        let active = filter.contains("active: Some(true)");
        assert_eq!(plan.contains("runs_active"), active, "{filter}: {plan}");
        if filter.contains("job_id: Some") {
            assert!(plan.contains("(job_id=?"), "{filter}: {plan}");
        }
        if filter.contains("Some((") || filter.contains("from: Some(10)") {
            assert!(plan.contains("start_time"), "{filter}: {plan}");
        }
    }
}

/// R22.4: so are pages of jobs.
#[test]
fn every_page_of_jobs_is_a_walk_along_an_index() {
    let mut store = Store::open(None).unwrap();
    store
        .transact(|tables| {
            for name in [None, Some("a")] {
                for viewers in [None, Some(Viewers::new(["me"])?)] {
                    let key = RowKey { time: 50, id: 5 };
                    let wanted = request(Some((Direction::Next, key)));
                    let query = Tables::jobs_query(name, viewers.as_ref());
                    let (sql, parameters) = query.prepared(&wanted);
                    let plan = plan(tables, &sql, &parameters);
                    assert!(!plan.contains("TEMP B-TREE"), "{plan}");
                    let index = name.map_or("jobs_by_time", |_| "jobs_by_name");
                    assert!(plan.contains(index), "{plan}");
                    assert!(plan.contains("created_time<?"), "{plan}");
                }
            }
            Ok::<_, StoreError>(())
        })
        .unwrap();
}
