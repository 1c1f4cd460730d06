//! What `bench generate` measured.

use super::{Wanted, cpu, ratio, wall, wall_ratio};
use crate::bench::builds::Clients;
use crate::bench::generate::{Measurement, Measurements};
use crate::table::Table;

/// The report of `bench generate`.
pub(in crate::bench) fn generate(measurements: &Measurements, clients: &Clients) -> String {
    let Measurements {
        spec,
        copies,
        progenitor,
    } = measurements;
    let mut generated = Table::new(
        2,
        [
            "GENERATING",
            "",
            "wall ms",
            "least",
            "CPU ms",
            "a copy",
            "MB at most",
        ],
    );
    let mut row = |generator: &str, document: &str, count: u32, each: &Measurement| {
        let memory = each.memory.map(|memory| format!("{memory:.0}"));
        generated.row([
            generator.to_owned(),
            document.to_owned(),
            format!("{:.1}", each.median),
            format!("{:.1}", each.least),
            format!("{:.1}", each.processor),
            format!("{:.1}", each.processor / f64::from(count)),
            memory.unwrap_or_else(|| "-".to_owned()),
        ]);
    };
    row("ours", "the spec", 1, spec);
    for (count, each) in copies {
        row("ours", &format!("bundled, x {count}"), *count, each);
    }
    row("progenitor", "bundled, x 1", 1, progenitor);

    let mut built = Table::new(2, ["BUILDING", "", "wall s", "CPU s", "x wall", "x CPU"]);
    let Clients {
        dev_ours,
        dev_progenitor,
        release_ours,
        release_progenitor,
        program_ours,
        program_progenitor,
    } = clients;
    for (profile, generator, time, of) in [
        ("dev", "ours", dev_ours, dev_progenitor),
        ("dev", "progenitor", dev_progenitor, dev_progenitor),
        ("release", "ours", release_ours, release_progenitor),
        (
            "release",
            "progenitor",
            release_progenitor,
            release_progenitor,
        ),
        ("program, dev", "ours", program_ours, program_progenitor),
        (
            "program, dev",
            "progenitor",
            program_progenitor,
            program_progenitor,
        ),
    ] {
        built.row([
            profile.to_owned(),
            generator.to_owned(),
            wall(time),
            cpu(time),
            format!("{:.2}", wall_ratio(time, of)),
            format!("{:.2}", ratio(time, of)),
        ]);
    }

    let mut wanted = Wanted::new();
    wanted.below("generating from the spec, ms", 150.0, spec.median);
    if let Some(memory) = spec.memory {
        wanted.below("memory at most for the spec, MB", 100.0, memory);
    }
    if let [(_, one), .., (count, many)] = copies.as_slice() {
        let growth = many.processor / one.processor / f64::from(*count);
        let what = format!("a copy of {count}, times a single one");
        wanted.at_most(&what, 1.3, growth);
        let ratio = one.median / progenitor.median;
        wanted.at_most("generating, times progenitor's", 1.0, ratio);
    }
    let dev = wall_ratio(dev_ours, dev_progenitor);
    wanted.at_most("build of the client, times progenitor's", 0.5, dev);
    let release = wall_ratio(release_ours, release_progenitor);
    wanted.at_most(
        "release build of the client, times progenitor's",
        0.5,
        release,
    );
    format!("{generated}\n{built}\n{}", wanted.0)
}
