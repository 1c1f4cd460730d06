//! A timeline as a page of HTML: the picture, and all of it in a table. It needs nothing else.

use jobs_api::runs::{Part, Timeline};

use super::chart::{self, Kind, Row};
use super::svg;
use crate::picture::words;
use crate::picture::xml::Element;
use crate::words::took;

const CSS: &str = "
:root{color-scheme:light dark}
body{font:14px/1.5 ui-sans-serif,system-ui,-apple-system,Segoe UI,Helvetica,Arial,sans-serif;max-width:1010px;margin:2rem auto;padding:0 1rem;color:#1f2328;background:#ffffff}
svg{max-width:100%;height:auto;display:block}
g:hover rect{opacity:.75}
table{border-collapse:collapse;margin:1.5rem 0;width:100%;font-size:13px}
th,td{text-align:left;padding:.25rem .6rem;border-bottom:1px solid #d1d9e0;vertical-align:top}
th{font-weight:600}
.number{text-align:right;font-variant-numeric:tabular-nums;white-space:nowrap}
.key{font-family:ui-monospace,SFMono-Regular,Menlo,Consolas,monospace;overflow-wrap:anywhere}
.inner{padding-left:1.6rem}
td.bad{color:#b3202b}
td.off{color:#59636e}
td.active{color:#0f7a69}
.mark{color:#d97706}
a{color:#0969da}
@media (prefers-color-scheme:dark){
body{color:#e6edf3;background:#010409}
th,td{border-color:#3d444d}
td.bad{color:#ff7b83}
td.off{color:#9198a1}
td.active{color:#3fd0ba}
.mark{color:#f0a13a}
a{color:#4493f8}
}
";

/// Draws a timeline.
pub(super) fn draw(timeline: &Timeline) -> String {
    let (name, facts) = chart::title(timeline);
    let head = Element::new("head")
        .child(Element::new("meta").with("charset", "utf-8"))
        .child(
            Element::new("meta")
                .with("name", "viewport")
                .with("content", "width=device-width"),
        )
        .child(Element::new("title").text(format!("{name}, {}", facts.join(", "))))
        .child(Element::new("style").text(CSS));
    let mut body = Element::new("body")
        .child(svg::draw(timeline))
        .child(table(timeline));
    // An address that is none of the web would be run.
    let is_web = |url: &&str| url.starts_with("https://") || url.starts_with("http://");
    if let Some(url) = timeline.run_page_url.as_deref().filter(is_web) {
        let link = Element::new("a")
            .with("href", url)
            .text("The run in the workspace");
        body = body.child(Element::new("p").child(link));
    }
    let page = Element::new("html")
        .with("lang", "en")
        .child(head)
        .child(body);
    format!("<!DOCTYPE html>\n{page}\n")
}

fn table(timeline: &Timeline) -> Element {
    let numbers = Part::ALL.map(|part| cell("th", "number", part.name()));
    let head = Element::new("tr")
        .child(cell("th", "", ""))
        .child(cell("th", "", "task run"))
        .child(cell("th", "number", "begins at"))
        .children(numbers)
        .child(cell("th", "number", "in all"))
        .child(cell("th", "", "result"));
    let rows = chart::rows(timeline);
    let rows = rows.iter().map(|row| line(row, timeline));
    let totals = Part::ALL.map(|part| cell("th", "number", took(timeline.total(part))));
    let sum = Part::ALL.map(|part| timeline.total(part)).iter().sum();
    let foot = Element::new("tr")
        .child(cell("th", "", ""))
        .child(cell("th", "", "all"))
        .child(cell("th", "", ""))
        .children(totals)
        .child(cell("th", "number", took(sum)))
        .child(cell("th", "", ""));
    Element::new("table")
        .child(Element::new("thead").child(head))
        .child(Element::new("tbody").children(rows))
        .child(Element::new("tfoot").child(foot))
}

fn line(row: &Row<'_>, timeline: &Timeline) -> Element {
    let is_inner = matches!(row.kind, Kind::Again | Kind::Iteration);
    let parts = Part::ALL.map(|part| {
        let phases = row.phases.iter().filter(|phase| phase.part == part);
        let total = phases.map(|phase| phase.duration()).sum();
        let is_there = row.phases.iter().any(|phase| phase.part == part);
        cell(
            "td",
            "number",
            if is_there { took(total) } else { String::new() },
        )
    });
    let begins = row
        .phases
        .first()
        .map(|phase| phase.start.saturating_sub(timeline.start));
    Element::new("tr")
        .child(cell("td", "mark", if row.is_critical { "◆" } else { "" }))
        .child(cell(
            "td",
            if is_inner { "key inner" } else { "key" },
            &row.label,
        ))
        .child(cell(
            "td",
            "number",
            begins.map(words::tick).unwrap_or_default(),
        ))
        .children(parts)
        .child(cell(
            "td",
            "number",
            row.took().map_or("–".to_owned(), took),
        ))
        .child(cell("td", row.tone.class(), row.full_result()))
}

fn cell(name: &'static str, class: &str, text: impl Into<String>) -> Element {
    let element = Element::new(name);
    let element = match class {
        "" => element,
        class => element.with("class", class),
    };
    element.text(text)
}
