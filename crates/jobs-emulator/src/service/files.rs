//! Files, notebooks and folders: the endpoints beside Jobs with which clients bring the code that
//! their tasks run.
//!
//! Workspace files ([`workspace`]), DBFS ([`dbfs`]) and files of volumes ([`volumes`]) are one store
//! with two trees of paths. What they answer differs, and so do the words of their refusals.

pub(crate) mod dbfs;
mod notebook;
pub(crate) mod path;
pub(crate) mod volumes;
pub(crate) mod workspace;

use base64::Engine as _;
use base64::engine::DecodePaddingMode;
use base64::engine::general_purpose::{GeneralPurpose, GeneralPurposeConfig, STANDARD};

use super::request::Members;
use super::{Context, ServiceError};
use crate::store::{FileKind, FileRow, Place, parent};

/// Base64 with its padding or without it.
const LENIENT: GeneralPurpose = GeneralPurpose::new(
    &base64::alphabet::STANDARD,
    GeneralPurposeConfig::new().with_decode_padding_mode(DecodePaddingMode::Indifferent),
);

/// Bytes as they stand in JSON.
pub(crate) fn encode(bytes: &[u8]) -> String {
    STANDARD.encode(bytes)
}

/// The bytes of a member in base64; none if it is not there.
fn bytes(request: &Members, name: &str) -> Result<Option<Vec<u8>>, ServiceError> {
    let Some(text) = request.text(name)? else {
        return Ok(None);
    };
    let text: String = text.split_ascii_whitespace().collect();
    let decoded = LENIENT.decode(text);
    decoded
        .map(Some)
        .map_err(|error| ServiceError::invalid(format!("{name} is not base64: {error}")))
}

/// A member that has to be there.
fn required<'a>(request: &'a Members, name: &str) -> Result<&'a str, ServiceError> {
    let text = request.text(name)?;
    text.ok_or_else(|| ServiceError::invalid(format!("Missing required field: {name}")))
}

/// Puts a file or folder at a path where nothing is, or nothing but a file.
fn put(
    context: &mut Context<'_>,
    place: Place,
    path: &str,
    kind: FileKind,
    content: &[u8],
) -> Result<FileRow, ServiceError> {
    let file = FileRow {
        path: path.to_owned(),
        object_id: context.scheduler.next_id(),
        kind,
        size: 0,
        created: context.now,
        modified: context.now,
    };
    context.tables.put_file(place, &file)?;
    context
        .tables
        .append_to_file(place, &file, content, context.now)?;
    Ok(file)
}

/// Makes a folder and those that it is in, unless they are there. Where a file is in the way, its
/// path is the error.
fn make_folders(
    context: &mut Context<'_>,
    place: Place,
    path: &str,
) -> Result<Result<(), String>, ServiceError> {
    let mut missing = Vec::new();
    let mut folder = path;
    while folder != "/" {
        match context.tables.file(place, folder)? {
            Some(found) if found.is_directory() => break,
            Some(found) => return Ok(Err(found.path)),
            None => missing.push(folder.to_owned()),
        }
        folder = parent(folder);
    }
    for folder in missing.iter().rev() {
        put(context, place, folder, FileKind::Directory, &[])?;
    }
    Ok(Ok(()))
}
