use jobs_api::runs::Timeline;
use jobs_api::runtime::json;
use jobs_api::types::Run;
use serde_json::json;
use unicode_width::UnicodeWidthStr as _;

mod examples;

use self::examples::{
    alone, at, awkward, broad, crowded, eventful, queued, status, task, timeline,
};
use super::*;
use crate::picture::NARROWEST;
use crate::picture::tests::assert_golden;

fn plain(timeline: &Timeline, width: usize) -> String {
    anstream::adapter::strip_str(&text::draw(timeline, width)).to_string()
}

// R20.4
#[test]
fn pictures_are_as_they_were_looked_at() {
    let eventful = eventful();
    assert_golden("gantt.svg", &format!("{}\n", svg::draw(&eventful)));
    assert_golden("gantt.html", &html::draw(&eventful));
    let text = plain(&eventful, 100);
    assert_golden("gantt.txt", &text);
    let readme = include_str!("../../README.md");
    assert!(
        readme.contains(&text),
        "the README shows another picture than\n{text}"
    );
    let broad = broad();
    assert_golden("gantt-running.svg", &format!("{}\n", svg::draw(&broad)));
    assert_golden("gantt-running.txt", &plain(&broad, 80));
}

fn all() -> [Timeline; 6] {
    [eventful(), broad(), queued(), alone(), awkward(), crowded()]
}

// R20.4
#[test]
fn text_fits_the_terminal() {
    for timeline in all() {
        for width in [NARROWEST, 41, 57, 80, 100, 300] {
            let text = plain(&timeline, width);
            for line in text.lines() {
                assert!(line.width() <= width, "{} > {width}: {line}", line.width());
                assert!(!line.contains(|c: char| c.is_control()), "{line:?}");
            }
            let rows = chart::rows(&timeline).len();
            assert!(text.lines().count() > rows + 4, "{text}");
        }
    }
}

// R20.4
#[test]
fn every_task_run_that_took_time_has_a_bar() {
    for timeline in all() {
        let text = plain(&timeline, 100);
        let axis = text
            .lines()
            .position(|line| line.trim_start().starts_with('┬'))
            .unwrap();
        let lines = text.lines().skip(axis + 1);
        for (row, line) in chart::rows(&timeline).iter().zip(lines) {
            let has_bar = line.contains(['·', '░', '█', '▒', '▏']);
            assert_eq!(has_bar, !row.phases.is_empty(), "{line}");
        }
    }
}

// R20.4
#[test]
fn pictures_are_well_formed_and_nothing_in_them_overlaps() {
    for timeline in all() {
        let markup = svg::draw(&timeline).to_string();
        let document = roxmltree::Document::parse(&markup).unwrap();
        let number = |node: roxmltree::Node<'_, '_>, name| -> f64 {
            node.attribute(name)
                .map_or(0.0, |value| value.parse().unwrap())
        };
        let root = document.root_element();
        let (width, height) = (number(root, "width"), number(root, "height"));
        let texts = root.descendants().filter(|node| node.has_tag_name("text"));
        // Left, right and base line of each text, wide as no reader's font is.
        let texts: Vec<(f64, f64, f64, &str)> = texts
            .map(|node| {
                let text = node.text().unwrap_or_default();
                let wide = match node.attribute("class").unwrap_or_default() {
                    class if class.contains("mono") => text.width() as f64 * 7.3,
                    "heading" => text.width() as f64 * 10.4,
                    _ => text.width() as f64 * 6.9,
                };
                let x = number(node, "x");
                let left = match node.attribute("text-anchor") {
                    Some("middle") => x - wide / 2.0,
                    Some("end") => x - wide,
                    _ => x,
                };
                (left, left + wide, number(node, "y"), text)
            })
            .collect();
        for (at, (left, right, y, text)) in texts.iter().enumerate() {
            assert!(
                *left >= 0.0 && *right <= width && *y <= height - 8.0,
                "{text}"
            );
            for (other_left, other_right, other_y, other) in &texts[at + 1..] {
                let is_apart = right <= other_left || other_right <= left;
                assert!(
                    is_apart || (y - other_y).abs() >= 11.0,
                    "{text} and {other}"
                );
            }
        }
        for rect in root.descendants().filter(|node| node.has_tag_name("rect")) {
            let right = number(rect, "x") + number(rect, "width");
            assert!(number(rect, "width") >= 0.0 && right <= width, "{rect:?}");
        }
        let page = html::draw(&timeline);
        let page = page.strip_prefix("<!DOCTYPE html>\n").unwrap();
        let page = roxmltree::Document::parse(page).unwrap();
        let lines = page
            .descendants()
            .filter(|node| node.has_tag_name("tr"))
            .count();
        assert_eq!(lines, chart::rows(&timeline).len() + 2);
    }
}

// R20.4: whoever can name a run's page could have code run otherwise.
#[test]
fn a_page_links_to_the_web_alone() {
    for (url, is_there) in [
        ("https://example.com/#job/1/run/2?a=<&\"", true),
        ("javascript:alert(1)", false),
    ] {
        let run = json!({ "run_page_url": url, "end_time": at(1), "status": status("SUCCESS") });
        let page = html::draw(&timeline(run, Vec::new()));
        assert_eq!(page.contains("<a href"), is_there, "{page}");
        assert!(!page.contains("javascript"), "{page}");
    }
}

// R20.4
#[test]
fn iterations_are_rows_below_their_task() {
    let mut timeline = eventful();
    let iterations = [
        task("inner", &[], 290, [0, 2, 30, 0], "SUCCESS"),
        task("inner", &[], 322, [0, 2, 30, 0], "RUN_EXECUTION_ERROR"),
    ];
    let run = json!({ "run_id": 105, "iterations": iterations });
    let run: Run = json::from_slice(run.to_string().as_bytes()).unwrap();
    timeline.add_iterations(&run, at(600));
    let rows = chart::rows(&timeline);
    let labels: Vec<&str> = rows.iter().map(|row| row.label.as_str()).collect();
    let first = labels
        .iter()
        .position(|label| *label == "score_regions")
        .unwrap();
    assert_eq!(labels[first + 1..first + 4], ["[0]", "[1]", "repair 1"]);
    let document = document::of(&timeline).to_json();
    assert!(
        document.contains(r#""iterations":[{"task_key":"inner""#),
        "{document}"
    );
}

// R20.4
#[test]
fn an_attempt_that_never_started_has_a_row_if_none_took_its_place() {
    let failed = || task("flaky", &[], 0, [0, 1, 5, 0], "RUN_EXECUTION_ERROR");
    let attempt = |number: i64, mut task: serde_json::Value| {
        task["attempt_number"] = json!(number);
        task
    };
    let mut waiting = task("flaky", &[], -1, [0; 4], "SUCCESS");
    waiting["status"] = json!({ "state": "WAITING" });
    let skipped = || task("flaky", &[], -1, [0; 4], "SKIPPED");
    for (tasks, results) in [
        (
            vec![failed(), attempt(1, waiting)],
            vec!["failed", "waiting"],
        ),
        (vec![skipped(), attempt(1, failed())], vec!["failed"]),
        (
            vec![failed(), attempt(1, skipped())],
            vec!["failed", "skipped"],
        ),
        (vec![skipped(), attempt(1, skipped())], vec!["skipped"]),
    ] {
        let timeline = timeline(json!({ "status": { "state": "RUNNING" } }), tasks);
        let rows = chart::rows(&timeline);
        let found: Vec<&str> = rows.iter().map(|row| row.result.as_str()).collect();
        assert_eq!(found, results);
    }
}
