//! DBFS: files by path, written at once or block by block.

use serde_json::{Value, json};

use super::path::of_dbfs;
use super::{bytes, encode, make_folders, put, required};
use crate::engine::Millis;
use crate::service::request::Members;
use crate::service::{Answer, Context, ServiceError};
use crate::store::{FileKind, FileRow, Place, parent};

/// Most bytes in one block, and in one answer to `read`.
const MAX_BLOCK: usize = 1024 * 1024;

/// Bytes that `read` gives if it is not said how many.
const READ_LENGTH: i64 = 512 * 1024;

/// How long a stream stays open that nothing is written to.
const STREAM_IDLE: Millis = 10 * 60 * 1000;

/// `dbfs/put`
pub(crate) fn put_file(context: &mut Context<'_>, request: &Members) -> Answer {
    let content = bytes(request, "contents")?.unwrap_or_default();
    check_block(&content)?;
    let path = new_file(context, request)?;
    put(context, Place::Dbfs, &path, FileKind::File, &content)?;
    Ok(json!({}))
}

/// `dbfs/create`
pub(crate) fn create(context: &mut Context<'_>, request: &Members) -> Answer {
    let path = new_file(context, request)?;
    put(context, Place::Dbfs, &path, FileKind::File, &[])?;
    let handle = context.scheduler.next_id();
    let now = context.now;
    context
        .tables
        .open_stream(handle, &path, now, now.saturating_sub(STREAM_IDLE))?;
    Ok(json!({ "handle": handle }))
}

/// `dbfs/add-block`
pub(crate) fn add_block(context: &mut Context<'_>, request: &Members) -> Answer {
    let block = bytes(request, "data")?.unwrap_or_default();
    check_block(&block)?;
    let path = stream(context, request)?;
    let file = find(context, &path)?;
    let now = context.now;
    context
        .tables
        .append_to_file(Place::Dbfs, &file, &block, now)?;
    Ok(json!({}))
}

/// `dbfs/close`
pub(crate) fn close(context: &mut Context<'_>, request: &Members) -> Answer {
    stream(context, request)?;
    let handle = request.integer("handle")?.unwrap_or(0);
    context.tables.close_stream(handle)?;
    Ok(json!({}))
}

/// `dbfs/read`
pub(crate) fn read(context: &mut Context<'_>, request: &Members) -> Answer {
    let path = path_of(request, "path")?;
    let offset = request.integer("offset")?.unwrap_or(0);
    let length = request.integer("length")?.unwrap_or(READ_LENGTH);
    let file = find(context, &path)?;
    if file.is_directory() {
        return Err(ServiceError::invalid(format!(
            "Cannot read the directory {path}"
        )));
    }
    if offset < 0 || length < 0 {
        return Err(ServiceError::invalid(
            "offset and length must not be negative",
        ));
    }
    if usize::try_from(length).is_ok_and(|length| length > MAX_BLOCK) {
        return Err(ServiceError::max_read_size(format!(
            "The maximum read length is {MAX_BLOCK} bytes, not {length}"
        )));
    }
    let data = context.tables.read_file(&file, offset, length)?;
    Ok(json!({ "bytes_read": data.len(), "data": encode(&data) }))
}

/// `dbfs/get-status`
pub(crate) fn get_status(context: &mut Context<'_>, request: &Members) -> Answer {
    let path = path_of(request, "path")?;
    Ok(view(&find(context, &path)?))
}

/// `dbfs/list`
pub(crate) fn list(context: &mut Context<'_>, request: &Members) -> Answer {
    let path = path_of(request, "path")?;
    let found = find(context, &path)?;
    let files = if found.is_directory() {
        context.tables.files_in(Place::Dbfs, &path)?
    } else {
        vec![found]
    };
    if files.is_empty() {
        return Ok(json!({}));
    }
    Ok(json!({ "files": files.iter().map(view).collect::<Vec<_>>() }))
}

/// `dbfs/mkdirs`
pub(crate) fn mkdirs(context: &mut Context<'_>, request: &Members) -> Answer {
    let path = path_of(request, "path")?;
    folders(context, &path)?;
    Ok(json!({}))
}

/// `dbfs/delete`: what is not there is as good as deleted.
pub(crate) fn delete(context: &mut Context<'_>, request: &Members) -> Answer {
    let path = path_of(request, "path")?;
    if path == "/" {
        return Err(ServiceError::invalid("The root cannot be deleted"));
    }
    let is_empty = context.tables.files_in(Place::Dbfs, &path)?.is_empty();
    if !is_empty && !request.boolean("recursive")? {
        return Err(ServiceError::io_error(format!(
            "The directory {path} is not empty: set recursive to delete it with what is in it"
        )));
    }
    context.tables.remove_file(Place::Dbfs, &path)?;
    Ok(json!({}))
}

/// `dbfs/move`
pub(crate) fn move_to(context: &mut Context<'_>, request: &Members) -> Answer {
    let from = path_of(request, "source_path")?;
    let mut to = path_of(request, "destination_path")?;
    find(context, &from)?;
    let target = context.tables.file(Place::Dbfs, &to)?;
    if to == "/" || target.is_some_and(|target| target.is_directory()) {
        let name = from.rsplit('/').next().unwrap_or_default();
        to = format!("{}/{name}", to.trim_end_matches('/'));
    }
    let is_inside = to == from || to.starts_with(&format!("{from}/"));
    if from == "/" || is_inside {
        return Err(ServiceError::invalid(format!(
            "{from} cannot be moved into itself, to {to}"
        )));
    }
    if context.tables.file(Place::Dbfs, &to)?.is_some() {
        return Err(already_exists(&to));
    }
    folders(context, parent(&to))?;
    context.tables.move_file(Place::Dbfs, &from, &to)?;
    Ok(json!({}))
}

/// The path of a file that is to be written: in a folder that is there from now on, and with
/// nothing at it that must not be overwritten.
fn new_file(context: &mut Context<'_>, request: &Members) -> Result<String, ServiceError> {
    let path = path_of(request, "path")?;
    let found = context.tables.file(Place::Dbfs, &path)?;
    let may_be_written = match found {
        Some(found) => !found.is_directory() && request.boolean("overwrite")?,
        None => path != "/",
    };
    if !may_be_written {
        return Err(already_exists(&path));
    }
    folders(context, parent(&path))?;
    Ok(path)
}

fn folders(context: &mut Context<'_>, path: &str) -> Result<(), ServiceError> {
    let made = make_folders(context, Place::Dbfs, path)?;
    made.map_err(|in_the_way| already_exists(&in_the_way))
}

/// The path that the request's stream writes to.
fn stream(context: &mut Context<'_>, request: &Members) -> Result<String, ServiceError> {
    let handle = request.integer("handle")?.unwrap_or(0);
    let forgotten = context.now.saturating_sub(STREAM_IDLE);
    let path = context.tables.use_stream(handle, context.now, forgotten)?;
    path.ok_or_else(|| ServiceError::no_resource(format!("No stream has the handle {handle}.")))
}

fn path_of(request: &Members, name: &str) -> Result<String, ServiceError> {
    of_dbfs(required(request, name)?).map_err(ServiceError::invalid)
}

fn find(context: &Context<'_>, path: &str) -> Result<FileRow, ServiceError> {
    if path == "/" {
        return Ok(FileRow {
            path: path.to_owned(),
            object_id: 0,
            kind: FileKind::Directory,
            size: 0,
            created: 0,
            modified: 0,
        });
    }
    let found = context.tables.file(Place::Dbfs, path)?;
    found.ok_or_else(|| {
        ServiceError::no_resource(format!("No file or directory exists on path {path}."))
    })
}

fn view(file: &FileRow) -> Value {
    json!({
        "path": file.path,
        "is_dir": file.is_directory(),
        "file_size": file.size,
        "modification_time": file.modified,
    })
}

fn check_block(block: &[u8]) -> Result<(), ServiceError> {
    if block.len() <= MAX_BLOCK {
        return Ok(());
    }
    Err(ServiceError::max_block_size(format!(
        "The block has {} bytes - it can have no more than {MAX_BLOCK}: larger files are written \
         block by block",
        block.len()
    )))
}

fn already_exists(path: &str) -> ServiceError {
    ServiceError::already_exists(format!(
        "A file or directory already exists at the input path {path}."
    ))
}
