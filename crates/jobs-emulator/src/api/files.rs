//! The operations on files of the workspace, DBFS and volumes, and where they are.

use super::route::{Route, bytes, delete, get, post, put};
use crate::service::files::{dbfs, volumes, workspace};

/// All operations on files.
pub(super) const ALL: &[Route] = &[
    get(
        "get_workspace_status",
        "/api/2.0/workspace/get-status",
        workspace::get_status,
    ),
    get("list_workspace", "/api/2.0/workspace/list", workspace::list),
    post(
        "make_workspace_directories",
        "/api/2.0/workspace/mkdirs",
        workspace::mkdirs,
    ),
    post(
        "delete_workspace_object",
        "/api/2.0/workspace/delete",
        workspace::delete,
    ),
    post(
        "import_workspace_object",
        "/api/2.0/workspace/import",
        workspace::import,
    ),
    get(
        "export_workspace_object",
        "/api/2.0/workspace/export",
        workspace::export,
    ),
    bytes(post(
        "import_workspace_file",
        "/api/2.0/workspace-files/import-file/{*path}",
        workspace::import_file,
    )),
    post("put_dbfs_file", "/api/2.0/dbfs/put", dbfs::put_file),
    post("create_dbfs_stream", "/api/2.0/dbfs/create", dbfs::create),
    post("add_dbfs_block", "/api/2.0/dbfs/add-block", dbfs::add_block),
    post("close_dbfs_stream", "/api/2.0/dbfs/close", dbfs::close),
    get("read_dbfs_file", "/api/2.0/dbfs/read", dbfs::read),
    get(
        "get_dbfs_status",
        "/api/2.0/dbfs/get-status",
        dbfs::get_status,
    ),
    get("list_dbfs", "/api/2.0/dbfs/list", dbfs::list),
    post(
        "make_dbfs_directories",
        "/api/2.0/dbfs/mkdirs",
        dbfs::mkdirs,
    ),
    post("delete_dbfs_file", "/api/2.0/dbfs/delete", dbfs::delete),
    post("move_dbfs_file", "/api/2.0/dbfs/move", dbfs::move_to),
    bytes(get(
        "download_file",
        "/api/2.0/fs/files/{*path}",
        volumes::download,
    )),
    bytes(put(
        "upload_file",
        "/api/2.0/fs/files/{*path}",
        volumes::upload,
    )),
    delete("delete_file", "/api/2.0/fs/files/{*path}", volumes::delete),
    get(
        "list_directory",
        "/api/2.0/fs/directories/{*path}",
        volumes::list,
    ),
    put(
        "create_directory",
        "/api/2.0/fs/directories/{*path}",
        volumes::make_directory,
    ),
    delete(
        "delete_directory",
        "/api/2.0/fs/directories/{*path}",
        volumes::delete_directory,
    ),
];
