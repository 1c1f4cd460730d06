//! How pictures look, in light and dark.

use unicode_width::UnicodeWidthStr as _;

use super::xml::Element;
use crate::terminal_text::cut;

/// Pixels around a picture.
pub(crate) const MARGIN: f64 = 24.0;

/// Where the name of a picture and the facts below it stand.
const HEADING: f64 = 44.0;
const FACTS: f64 = 66.0;

/// Pixels that a column of text takes at most, in each of the two faces. Readers have different
/// fonts: these are of wide ones.
const SANS: f64 = 7.0;
const MONO: f64 = 7.4;
/// The same for names of pictures, which are large and bold.
const HEADING_SANS: f64 = 12.8;

/// Colours and fonts. There are neither quotes nor angles in it, so that it reads the same in XML
/// and in HTML.
const CSS: &str = "
text{font:12px ui-sans-serif,system-ui,-apple-system,Segoe UI,Helvetica,Arial,sans-serif;fill:#1f2328}
.mono{font:12px ui-monospace,SFMono-Regular,Menlo,Consolas,DejaVu Sans Mono,monospace}
.heading{font-size:18px;font-weight:600}
.small{font-size:11px}
.dim{fill:#59636e}
.card{fill:#ffffff;stroke:#d1d9e0}
.grid{stroke:#e4e8ec}
.cut{fill:#e3e8ee}
.queue{fill:#cdd3da}
.setup{fill:#a8cbf0}
.good{fill:#2f7fd1}
.bad{fill:#d1343f}
.off{fill:#848d97}
.active{fill:#1a9a86}
.cleanup{fill:#bba8e3}
.box{fill:#f3f6fa;stroke:#8c959f}
.switched-off{fill:#ffffff;stroke:#b6bec7;stroke-dasharray:4 3}
.edge{fill:none;stroke:#7d8793;stroke-width:1.3}
.faint{stroke-opacity:.4;stroke-width:1}
.arrow{fill:#7d8793}
.pill{fill:#ffffff;stroke:#b6bec7}
.critical{fill:none;stroke:#d97706;stroke-width:1.8}
.critical-mark{fill:#d97706}
text.bad{fill:#b3202b}
text.active{fill:#0f7a69}
text.off{fill:#59636e}
text.good{fill:#1f2328}
@media (prefers-color-scheme:dark){
text,text.good{fill:#e6edf3}
.dim,text.off{fill:#9198a1}
.card{fill:#0d1117;stroke:#3d444d}
.grid{stroke:#262c34}
.cut{fill:#232b35}
.queue{fill:#4a525c}
.setup{fill:#2b5687}
.good{fill:#4a97e8}
.bad{fill:#f0525d}
.off{fill:#7d8590}
.active{fill:#2fb8a3}
.cleanup{fill:#7c69ab}
.box{fill:#161c24;stroke:#7d8590}
.switched-off{fill:#0d1117;stroke:#57606a}
.edge{stroke:#7d8590}
.arrow{fill:#7d8590}
.pill{fill:#0d1117;stroke:#57606a}
.critical{stroke:#f0a13a}
.critical-mark{fill:#f0a13a}
text.bad{fill:#ff7b83}
text.active{fill:#3fd0ba}
}
";

/// A picture of this size below its name and facts, on a ground of its own, so that it can be read on
/// any page.
pub(crate) fn picture(width: f64, height: f64, name: &str, facts: &[String]) -> Element {
    let name = cut(name, heading_columns(width - 2.0 * MARGIN));
    let title = format!("{name}: {}", facts.join(", "));
    Element::new("svg")
        .with("xmlns", "http://www.w3.org/2000/svg")
        .at("width", width)
        .at("height", height)
        .with("viewBox", format_args!("0 0 {width:.0} {height:.0}"))
        .with("role", "img")
        .child(Element::new("title").text(title))
        .child(Element::new("style").text(CSS))
        .child(rect("card", (0.5, width - 1.0), (0.5, height - 1.0)).at("rx", 8.0))
        .child(text(MARGIN, HEADING, "heading", &name))
        .child(text(MARGIN, FACTS, "dim", &line_of(facts)))
}

/// Facts on one line.
pub(crate) fn line_of(facts: &[String]) -> String {
    facts.join("  ·  ")
}

/// A rectangle by where it begins and how long it is, across and down.
pub(crate) fn rect(class: &str, (x, width): (f64, f64), (y, height): (f64, f64)) -> Element {
    Element::new("rect")
        .with("class", class)
        .at("x", x)
        .at("y", y)
        .at("width", width)
        .at("height", height)
}

/// Text that begins at a place.
pub(crate) fn text(x: f64, y: f64, class: &str, text: &str) -> Element {
    let element = Element::new("text");
    let element = match class {
        "" => element,
        class => element.with("class", class),
    };
    element.at("x", x).at("y", y).text(text)
}

/// How wide text may be, in pixels.
pub(crate) fn width(text: &str) -> f64 {
    text.width() as f64 * SANS
}

/// The same for text of even width.
pub(crate) fn mono_width(text: &str) -> f64 {
    text.width() as f64 * MONO
}

/// How many columns of text have room in so many pixels.
pub(crate) fn columns(pixels: f64) -> usize {
    (pixels / SANS).floor().max(0.0) as usize
}

/// The same for the name of a picture.
fn heading_columns(pixels: f64) -> usize {
    (pixels / HEADING_SANS).floor().max(0.0) as usize
}

/// The same for text of even width.
pub(crate) fn mono_columns(pixels: f64) -> usize {
    (pixels / MONO).floor().max(0.0) as usize
}
