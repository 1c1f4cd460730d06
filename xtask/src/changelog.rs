//! The changelog's draft of what the spec's change means.

use std::fs;
use std::io::{self, Write as _};

use crate::diff;
use crate::release::Change;
use crate::revisions::Repository;

/// The changelog with the draft of what the spec's change means, if that is another text.
pub(crate) fn drafted(repository: &Repository) -> Result<Option<String>, String> {
    let Some(change) = Change::since_release(repository)? else {
        return Ok(None);
    };
    let path = repository.root.join("CHANGELOG.md");
    let text = fs::read_to_string(&path)
        .map_err(|error| format!("cannot read `{}`: {error}", path.display()))?;
    let drafted = with_draft(&text, &change.since, &change.diff.markdown());
    Ok((drafted != text).then_some(drafted))
}

/// Tells what the spec's change since the last commit means, while nothing is released: then the
/// changelog is written by hand.
pub(crate) fn tell(repository: &Repository) -> Result<(), String> {
    if repository.latest_release()?.is_some() {
        return Ok(());
    }
    let Ok(head) = repository.revision("HEAD") else {
        return Ok(());
    };
    let diff = diff::between(&head, &repository.working_tree(), "jobs_api")?;
    if diff.class().is_some() {
        let draft = diff.markdown();
        let _ = write!(io::stdout(), "\nfor CHANGELOG.md, since HEAD:\n\n{draft}");
    }
    Ok(())
}

const HEADING: &str = "## Unreleased";
const BEGIN: &str = "<!-- The spec since";
const END: &str = "<!-- end -->";

/// Puts the draft at the top of what is unreleased, in place of an earlier one; takes that out if
/// there is nothing to tell.
fn with_draft(changelog: &str, since: &str, draft: &str) -> String {
    let (before, unreleased, released) = parts(changelog);
    if draft.is_empty() && !unreleased.contains(BEGIN) {
        return changelog.to_owned();
    }
    let own = match (unreleased.find(BEGIN), unreleased.find(END)) {
        (Some(begin), Some(end)) if begin < end => {
            let rest = unreleased.get(end + END.len()..).unwrap_or_default();
            let head = unreleased.get(..begin).unwrap_or_default();
            format!("{}\n\n{}", head.trim_end(), rest.trim_start())
        }
        _ => unreleased.to_owned(),
    };
    let own = own.trim();
    let draft = if draft.is_empty() {
        String::new()
    } else {
        let what = "written by `cargo xtask generate`; words of your own go below";
        format!(
            "{BEGIN} {since}: {what}. -->\n\n{}\n\n{END}\n\n",
            draft.trim_end()
        )
    };
    let own = own.strip_prefix(HEADING).unwrap_or(own).trim();
    let section = format!("{HEADING}\n\n{draft}{own}");
    let gap = if released.is_empty() { "\n" } else { "\n\n" };
    format!("{before}{}{gap}{released}", section.trim_end())
}

/// What stands before the section of what is unreleased, that section, and what comes after.
fn parts(changelog: &str) -> (&str, &str, &str) {
    let heading = |from: usize, text: &str| {
        let rest = changelog.get(from..).unwrap_or_default();
        rest.find(&format!("\n{text}")).map(|at| from + at + 1)
    };
    let begin = heading(0, HEADING);
    let released = match begin {
        Some(begin) => heading(begin, "## "),
        None => heading(0, "## "),
    };
    let released = released.unwrap_or(changelog.len());
    let begin = begin.unwrap_or(released);
    let part = |from, to| changelog.get(from..to).unwrap_or_default();
    (
        part(0, begin),
        part(begin, released),
        part(released, changelog.len()),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    const DRAFT: &str = "Added:\n\n- `a`: b.\n";

    fn block(draft: &str) -> String {
        let what = "written by `cargo xtask generate`; words of your own go below";
        format!("<!-- The spec since v1.0.0: {what}. -->\n\n{draft}\n<!-- end -->\n")
    }

    // R17.4
    #[test]
    fn the_draft_stands_on_top_of_what_is_unreleased() {
        let own = "# Changelog\n\nWords.\n\n## Unreleased\n\n- Mine.\n\n## 1.0.0\n\n- First.\n";
        let drafted = format!(
            "# Changelog\n\nWords.\n\n## Unreleased\n\n{}\n- Mine.\n\n## 1.0.0\n\n- First.\n",
            block(DRAFT)
        );
        assert_eq!(with_draft(own, "v1.0.0", DRAFT), drafted);
        // Written again, it stays; with another draft, only that changes; without, it goes.
        assert_eq!(with_draft(&drafted, "v1.0.0", DRAFT), drafted);
        let other = "Breaking:\n\n- `c`: d.\n";
        let redrafted = drafted.replace(DRAFT, other);
        assert_eq!(with_draft(&drafted, "v1.0.0", other), redrafted);
        assert_eq!(with_draft(&drafted, "v1.0.0", ""), own);
    }

    #[test]
    fn a_section_for_what_is_unreleased_is_made_when_there_is_something_to_tell() {
        let released = "# Changelog\n\n## 1.0.0\n\n- First.\n";
        assert_eq!(with_draft(released, "v1.0.0", ""), released);
        let drafted = with_draft(released, "v1.0.0", DRAFT);
        let section = format!("## Unreleased\n\n{}\n## 1.0.0", block(DRAFT));
        assert_eq!(drafted, released.replace("## 1.0.0", &section));
        let empty = "# Changelog\n";
        let drafted = with_draft(empty, "v1.0.0", DRAFT);
        assert_eq!(
            drafted,
            format!("# Changelog\n## Unreleased\n\n{}", block(DRAFT))
        );
    }

    #[test]
    fn what_a_release_has_kept_of_its_draft_is_left_alone() {
        let old = block("Added:\n\n- `old`: b.\n");
        let text = format!("# Changelog\n\n## Unreleased\n\n- Mine.\n\n## 1.0.0\n\n{old}");
        assert_eq!(with_draft(&text, "v1.0.0", ""), text);
        assert!(with_draft(&text, "v1.0.0", DRAFT).ends_with(&old));
    }
}
