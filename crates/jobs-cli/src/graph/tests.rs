use unicode_width::UnicodeWidthStr as _;

mod examples;

use self::examples::{awkward, chain, fan, graph, job, random, task, thirty, varied};
use super::layers::Layers;
use super::svg::{Direction, Drawing};
use super::*;
use crate::picture::tests::assert_golden;

fn plain(graph: &Graph, width: usize) -> String {
    anstream::adapter::strip_str(&text::draw(graph, width)).to_string()
}

// R20.4
#[test]
fn pictures_are_as_they_were_looked_at() {
    let varied = varied();
    assert_golden("graph.svg", &format!("{}\n", svg::draw(&varied)));
    assert_golden("graph.txt", &plain(&varied, 120));
    assert_golden("graph-narrow.txt", &plain(&varied, 60));
    assert_golden("graph.dot", &dot::draw(&varied));
    assert_golden("graph-thirty.svg", &format!("{}\n", svg::draw(&thirty())));
    assert_golden("graph-thirty.txt", &plain(&thirty(), 160));
}

fn all() -> Vec<Graph> {
    let mut graphs = vec![
        varied(),
        fan(),
        chain(),
        awkward(),
        graph("none", &[]),
        graph("one", &[task("alone", &[])]),
        graph(
            "apart",
            &[
                task("a", &[]),
                task("b", &["a"]),
                task("c", &[]),
                task("d", &["c"]),
                task("e", &[]),
            ],
        ),
        graph(
            "diamond",
            &[
                task("a", &[]),
                task("b", &["a"]),
                task("c", &["a"]),
                task("d", &["b", "c"]),
            ],
        ),
    ];
    graphs.extend((0..24).map(|seed| random(5 + seed * 3, 2 + seed % 9, seed)));
    graphs
}

// R20.4
#[test]
fn boxes_do_not_overlap_and_edges_go_on_past_them() {
    for graph in all() {
        for direction in [Direction::Down, Direction::Right] {
            let drawing = Drawing::of(&graph, direction);
            let rects: Vec<_> = (0..graph.nodes.len())
                .map(|node| drawing.rect(node))
                .collect();
            let (width, height) = drawing.size();
            for (at, (x, y, w, h)) in rects.iter().enumerate() {
                assert!(*x >= 0.0 && *y >= 0.0 && x + w <= width && y + h <= height);
                for (other_x, other_y, other_w, other_h) in &rects[at + 1..] {
                    let is_beside = x + w < *other_x || other_x + other_w < *x;
                    let is_below = y + h < *other_y || other_y + other_h < *y;
                    assert!(
                        is_beside || is_below,
                        "{} in {}",
                        graph.nodes[at].task_key,
                        graph.name
                    );
                }
            }
            for (at, edge) in graph.edges.iter().enumerate() {
                let route = drawing.route(at);
                for pair in route.windows(2) {
                    let ((from_across, from), (to_across, to)) = (pair[0], pair[1]);
                    assert!(to >= from, "{edge:?} goes back");
                    // A line that bends takes all the room between its ends.
                    let (left, top) = drawing.point(from_across.min(to_across), from);
                    let (right, bottom) = drawing.point(from_across.max(to_across), to);
                    for (node, (x, y, w, h)) in rects.iter().enumerate() {
                        let is_through = left.min(right) < x + w
                            && left.max(right) > *x
                            && top.min(bottom) < y + h
                            && top.max(bottom) > *y;
                        assert!(
                            !is_through,
                            "{edge:?} goes through {node} of {}",
                            graph.name
                        );
                    }
                }
            }
        }
    }
}

// R20.4
#[test]
fn sorting_leaves_no_crossing_that_need_not_be() {
    let tangled = graph(
        "tangled",
        &[
            task("a", &[]),
            task("b", &[]),
            task("c", &[]),
            task("under_c", &["c"]),
            task("under_b", &["b"]),
            task("under_a", &["a"]),
            task("end_a", &["under_a"]),
            task("end_c", &["under_c", "c"]),
        ],
    );
    assert_eq!(Layers::of(&tangled).crossings(), 0);
    assert_eq!(Layers::of(&fan()).crossings(), 0);
    assert_eq!(Layers::of(&varied()).crossings(), 1);
}

// R20.4
#[test]
fn text_fits_the_terminal_and_names_every_task() {
    for graph in all() {
        for width in [40, 80, 120, 1000] {
            let text = plain(&graph, width);
            for line in text.lines() {
                assert!(line.width() <= width, "{} > {width}: {line}", line.width());
            }
            for node in graph
                .nodes
                .iter()
                .filter(|node| node.task_key.width() <= 12)
            {
                assert!(
                    text.contains(&node.task_key),
                    "{} is not in\n{text}",
                    node.task_key
                );
            }
        }
    }
}

// R20.4: every edge comes in at a place of its own, and where it comes from is to be seen.
#[test]
fn boxes_have_an_arrow_for_each_edge() {
    for graph in all() {
        let text = plain(&graph, 2000);
        if text.contains("LAYER") {
            assert!(graph.name == "fan", "{} has room\n{text}", graph.name);
            continue;
        }
        assert_eq!(text.matches('▼').count(), graph.edges.len(), "{text}");
    }
}

// R20.4
#[test]
fn pictures_are_well_formed() {
    for graph in all() {
        let markup = svg::draw(&graph).to_string();
        let document = roxmltree::Document::parse(&markup).unwrap();
        let class = |class: &'static str| {
            let of = document.descendants();
            of.filter(move |node| {
                let classes = node.attribute("class").unwrap_or_default();
                classes.split(' ').any(|known| known == class)
            })
            .count()
        };
        assert_eq!(class("box") + class("switched-off"), graph.nodes.len());
        assert_eq!(class("edge"), graph.edges.len());
        let titles = document
            .descendants()
            .filter(|node| node.has_tag_name("title"));
        let titles: Vec<&str> = titles.filter_map(|node| node.text()).collect();
        for node in &graph.nodes {
            assert!(titles.iter().any(|title| title.starts_with(&node.task_key)));
        }
    }
}

// R20.4
#[test]
fn strings_of_dot_end_where_they_should() {
    let dot = dot::draw(&awkward());
    for line in dot.lines().filter(|line| line.contains("\"")) {
        let quotes = line.replace("\\\\", "").replace("\\\"", "");
        assert_eq!(quotes.matches('"').count() % 2, 0, "{line}");
    }
    assert!(dot.contains(r#"  "back\\slash\\" -> "日本語";"#), "{dot}");
    assert!(dot.contains(r#"  "a\"b" -> "<&>";"#), "{dot}");
}

// R20.4
#[test]
fn what_cannot_be_drawn_is_told_with_the_way_out() {
    let circle = [
        task("start", &[]),
        task("a", &["start", "b"]),
        task("b", &["a"]),
    ];
    let missing = [task("a", &["nowhere"])];
    for (tasks, told) in [
        (
            circle.as_slice(),
            "take a `depends_on` out of one of `a`, `b`",
        ),
        (
            &[task("self", &["self"])],
            "take a `depends_on` out of one of `self`",
        ),
        (
            &missing,
            "task `a` depends on `nowhere`, which the job does not have",
        ),
    ] {
        let failure = Graph::of(&job("wrong", tasks)).unwrap_err().to_string();
        assert!(failure.contains(told), "{failure}");
    }
}

// R20.4
#[test]
fn data_has_the_words_of_the_service() {
    let data = document::of(&varied()).to_json();
    for part in [
        r#""job_id":17,"name":"nightly revenue","layers":6"#,
        r#""run_if":"AT_LEAST_ONE_SUCCESS""#,
        r#"{"task_key":"has_rows","outcome":"true"}"#,
        r#"{"task_key":"archive","kind":"notebook","disabled":true,"layer":5,"#,
    ] {
        assert!(data.contains(part), "{part} is not in {data}");
    }
}
