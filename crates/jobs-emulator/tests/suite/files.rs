//! Files of the workspace, DBFS and volumes (section 8's side endpoints), as clients bring them.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use serde_json::{Value, json};

use crate::common::Service;

async fn post(service: &Service, path: &str, body: Value) -> (u16, Value) {
    let path = format!("/api/2.0/{path}");
    service.send("POST", &path, &body.to_string()).await
}

async fn get(service: &Service, path: &str) -> (u16, Value) {
    service.send("GET", &format!("/api/2.0/{path}"), "").await
}

/// The bytes of an answer.
async fn raw(service: &Service, method: &str, path: &str) -> (u16, Vec<u8>) {
    let request = http::Request::builder()
        .method(method)
        .uri(format!("/api/2.0/{path}"))
        .header("authorization", "Bearer token")
        .body(Default::default())
        .expect("a request");
    let response = service.handle.handle(request).await;
    (response.status().as_u16(), response.body().to_vec())
}

fn encoded(content: impl AsRef<[u8]>) -> String {
    STANDARD.encode(content)
}

fn short(object: &Value) -> String {
    let text = |name: &str| object[name].as_str().unwrap_or("-");
    format!(
        "{} {} {}",
        text("path"),
        text("object_type"),
        text("language")
    )
}

const NOTEBOOK: &str = "# Databricks notebook source\nprint(1)\n";

/// Files and notebooks are told apart as the service does, by format, name and first line.
#[tokio::test]
async fn imports_are_files_or_notebooks() {
    let service = Service::start();
    for (path, format, language, content, expected) in [
        (
            "/Shared/a.py",
            "AUTO",
            None,
            NOTEBOOK,
            "/Shared/a NOTEBOOK PYTHON",
        ),
        (
            "/Shared/b.py",
            "AUTO",
            None,
            "print(1)",
            "/Shared/b.py FILE -",
        ),
        (
            "/Shared/c.sql",
            "AUTO",
            None,
            "-- Databricks notebook source",
            "/Shared/c NOTEBOOK SQL",
        ),
        (
            "/Shared/d.txt",
            "AUTO",
            None,
            NOTEBOOK,
            "/Shared/d.txt FILE -",
        ),
        ("/Shared/e.py", "RAW", None, NOTEBOOK, "/Shared/e.py FILE -"),
        (
            "/Shared/f.py",
            "SOURCE",
            Some("PYTHON"),
            "1",
            "/Shared/f.py NOTEBOOK PYTHON",
        ),
        (
            "/Workspace/Shared/g",
            "SOURCE",
            Some("SCALA"),
            "1",
            "/Shared/g NOTEBOOK SCALA",
        ),
        (
            "/Shared/h",
            "JUPYTER",
            None,
            r#"{"cells":[]}"#,
            "/Shared/h NOTEBOOK PYTHON",
        ),
        (
            "/Shared/i.ipynb",
            "AUTO",
            None,
            r#"{"cells":[]}"#,
            "/Shared/i NOTEBOOK PYTHON",
        ),
    ] {
        let body = json!({ "path": path, "format": format, "language": language, "content": encoded(content) });
        let (status, answer) = post(&service, "workspace/import", body).await;
        assert_eq!(status, 200, "{path}: {answer}");
        let stored = expected.split(' ').next().unwrap();
        let (_, object) = get(&service, &format!("workspace/get-status?path={stored}")).await;
        assert_eq!(short(&object), expected);
        assert_eq!(object["object_id"], answer["object_id"]);
    }
    let (_, list) = get(&service, "workspace/list?path=/Workspace/Shared/").await;
    assert_eq!(list["objects"].as_array().unwrap().len(), 9);
    let (_, root) = get(&service, "workspace/list?path=/").await;
    let root: Vec<String> = root["objects"]
        .as_array()
        .unwrap()
        .iter()
        .map(short)
        .collect();
    assert_eq!(
        root,
        [
            "/Repos DIRECTORY -",
            "/Shared DIRECTORY -",
            "/Users DIRECTORY -"
        ]
    );
    let (_, file) = get(&service, "workspace/get-status?path=/Shared/b.py").await;
    assert_eq!(file["size"], 8);
}

/// What was imported is exported: as base64 in JSON, or as it is.
#[tokio::test]
async fn exports_give_back_what_was_imported() {
    let service = Service::start();
    let import = async |path: &str, format: &str, content: &str| {
        let body = json!({ "path": path, "format": format, "language": "PYTHON", "content": encoded(content) });
        assert_eq!(post(&service, "workspace/import", body).await.0, 200);
    };
    import("/Shared/a", "SOURCE", "print(1)\n").await;
    import("/Shared/b.bin", "RAW", "\u{1}\u{2}").await;
    let notebook = r##"{"cells":[{"cell_type":"markdown","source":"# t"},{"cell_type":"code","source":["a\n","b"]}]}"##;
    import("/Shared/c", "JUPYTER", notebook).await;
    let source = "# Databricks notebook source\n# MAGIC %md\n# MAGIC # t\n\n\
                  # COMMAND ----------\n\na\nb\n";
    for (query, expected, kind) in [
        ("/Shared/a", NOTEBOOK, "py"),
        ("/Shared/a&format=AUTO", NOTEBOOK, "py"),
        ("/Shared/b.bin&format=AUTO", "\u{1}\u{2}", ""),
        ("/Shared/c&format=JUPYTER", notebook, "ipynb"),
        ("/Shared/c", source, "py"),
    ] {
        let (status, answer) = get(&service, &format!("workspace/export?path={query}")).await;
        assert_eq!(status, 200, "{query}: {answer}");
        assert_eq!(answer["content"], encoded(expected), "{query}");
        assert_eq!(answer["file_type"], kind);
        let path = format!("workspace/export?path={query}&direct_download=true");
        assert_eq!(raw(&service, "GET", &path).await, (200, expected.into()));
    }
}

/// What cannot be is refused in the words of the service.
#[tokio::test]
async fn the_workspace_refuses_what_cannot_be() {
    let service = Service::start();
    let import = |path: &str, format: &str, content: &str| json!({ "path": path, "format": format, "content": encoded(content), "language": "PYTHON" });
    post(
        &service,
        "workspace/import",
        import("/Shared/nb", "SOURCE", "1"),
    )
    .await;
    post(
        &service,
        "workspace/import",
        import("/Shared/x.txt", "AUTO", "1"),
    )
    .await;
    let large = "x".repeat(10 * 1024 * 1024 + 1);
    for (path, body, status, code, message) in [
        (
            "import",
            import("/Shared/nb", "SOURCE", "2"),
            400,
            "RESOURCE_ALREADY_EXISTS",
            "Path (/Shared/nb) already exists.",
        ),
        (
            "import",
            import("/Shared/x.txt", "AUTO", "2"),
            409,
            "RESOURCE_ALREADY_EXISTS",
            "Path (/Shared/x.txt) already exists.",
        ),
        (
            "import",
            import("/Shared/no/x.txt", "AUTO", "2"),
            404,
            "RESOURCE_DOES_NOT_EXIST",
            "The parent folder (/Shared/no) does not exist.",
        ),
        (
            "import",
            import("x.txt", "AUTO", ""),
            400,
            "INVALID_PARAMETER_VALUE",
            "doesn't start with '/'",
        ),
        (
            "import",
            import("/Shared/../x", "AUTO", ""),
            400,
            "INVALID_PARAMETER_VALUE",
            "'..'",
        ),
        (
            "import",
            import("/Shared/y", "DBC", ""),
            501,
            "NOT_IMPLEMENTED",
            "DBC",
        ),
        (
            "import",
            import("/Shared/y", "ZIP", ""),
            400,
            "INVALID_PARAMETER_VALUE",
            "'ZIP'",
        ),
        (
            "import",
            import("/Shared/y", "JUPYTER", "{"),
            400,
            "INVALID_PARAMETER_VALUE",
            "Jupyter",
        ),
        (
            "import",
            import("/Shared/y", "AUTO", &large),
            400,
            "MAX_NOTEBOOK_SIZE_EXCEEDED",
            "10485760",
        ),
        (
            "import",
            json!({ "path": "/Shared/y", "content": "?" }),
            400,
            "INVALID_PARAMETER_VALUE",
            "base64",
        ),
        (
            "import",
            json!({ "path": "/Shared/y", "content": "" }),
            400,
            "INVALID_PARAMETER_VALUE",
            "language",
        ),
        ("import", json!({}), 400, "INVALID_PARAMETER_VALUE", "path"),
        (
            "mkdirs",
            json!({ "path": "/Shared/nb/below" }),
            400,
            "RESOURCE_ALREADY_EXISTS",
            "(/Shared/nb)",
        ),
        (
            "delete",
            json!({ "path": "/Shared/gone" }),
            404,
            "RESOURCE_DOES_NOT_EXIST",
            "Path (/Shared/gone) doesn't exist.",
        ),
    ] {
        let (found, answer) = post(&service, &format!("workspace/{path}"), body.clone()).await;
        assert_eq!(
            (found, answer["error_code"].as_str()),
            (status, Some(code)),
            "{path} {answer}"
        );
        assert!(
            answer["message"].as_str().unwrap().contains(message),
            "{answer}"
        );
    }
    let over = json!({ "path": "/Shared/nb", "language": "R", "content": "", "overwrite": "true" });
    assert_eq!(post(&service, "workspace/import", over).await.0, 200);
    let (_, object) = get(&service, "workspace/get-status?path=/Shared/nb").await;
    assert_eq!(short(&object), "/Shared/nb NOTEBOOK R");
}

/// Folders are made with those above, and deleted with what is in them only on request.
#[tokio::test]
async fn folders_come_and_go() {
    let service = Service::start();
    let path = |path: &str| json!({ "path": path });
    assert_eq!(
        post(&service, "workspace/mkdirs", path("/Shared/a/b")).await,
        (200, json!({}))
    );
    assert_eq!(
        post(&service, "workspace/mkdirs", path("/Shared/a"))
            .await
            .0,
        200
    );
    // A name that only begins alike is no part of it.
    assert_eq!(
        post(&service, "workspace/mkdirs", path("/Shared/a.b"))
            .await
            .0,
        200
    );
    let (status, answer) = post(&service, "workspace/delete", path("/Shared/a")).await;
    assert_eq!(
        (status, &answer["error_code"]),
        (400, &json!("DIRECTORY_NOT_EMPTY"))
    );
    let all = json!({ "path": "/Shared/a", "recursive": true });
    assert_eq!(
        post(&service, "workspace/delete", all).await,
        (200, json!({}))
    );
    assert_eq!(
        get(&service, "workspace/get-status?path=/Shared/a/b")
            .await
            .0,
        404
    );
    assert_eq!(
        get(&service, "workspace/get-status?path=/Shared/a.b")
            .await
            .0,
        200
    );
    // The caller's own folder is there without anybody making it.
    let home = get(
        &service,
        "workspace/get-status?path=/Users/jobs@emulator.local",
    )
    .await;
    assert_eq!(home.0, 200);
}

/// Forms, as the SDK uploads, and whole bodies.
#[tokio::test]
async fn content_comes_as_a_form_or_a_body() {
    let service = Service::start();
    let form = "--b\r\nContent-Disposition: form-data; name=\"path\"\r\n\r\n/Shared/a.bin\r\n\
        --b\r\nContent-Disposition: form-data; name=\"format\"\r\n\r\nAUTO\r\n\
        --b\r\nContent-Disposition: form-data; name=\"content\"; filename=\"content\"\r\n\r\n\0\r\nx\r\n--b--\r\n";
    let send = async |path: &str, kind: &str, body: &str| {
        let request = http::Request::post(path)
            .header("authorization", "Bearer token")
            .header("content-type", kind)
            .body(body.to_owned().into())
            .unwrap();
        service.handle.handle(request).await.status().as_u16()
    };
    let (import, kind) = (
        "/api/2.0/workspace/import",
        "multipart/form-data; boundary=b",
    );
    assert_eq!(send(import, kind, form).await, 200);
    let path = "workspace/export?path=/Shared/a.bin&direct_download=true";
    assert_eq!(raw(&service, "GET", path).await.1, b"\0\r\nx");
    assert_eq!(send(import, kind, &form[..40]).await, 400);
    assert_eq!(send(import, "multipart/form-data", form).await, 400);

    let import = "/api/2.0/workspace-files/import-file/Shared/my%20file.txt";
    assert_eq!(send(import, "text/plain", "{not json").await, 200);
    assert_eq!(send(import, "text/plain", "2").await, 409);
    assert_eq!(
        send(&format!("{import}?overwrite=true"), "text/plain", "3").await,
        200
    );
    let path = "workspace/export?path=/Shared/my%20file.txt&format=AUTO&direct_download=true";
    assert_eq!(raw(&service, "GET", path).await.1, b"3");
}

/// DBFS: written at once or block by block, read piece by piece.
#[tokio::test]
async fn dbfs_is_written_and_read_in_pieces() {
    let service = Service::start();
    let put = json!({ "path": "dbfs:/a/x", "contents": encoded("hello") });
    assert_eq!(post(&service, "dbfs/put", put).await, (200, json!({})));
    let (_, status) = get(&service, "dbfs/get-status?path=/a/x").await;
    let now = crate::common::START;
    assert_eq!(
        status,
        json!({ "path": "/a/x", "is_dir": false, "file_size": 5, "modification_time": now })
    );

    let (_, opened) = post(&service, "dbfs/create", json!({ "path": "/a/y" })).await;
    let handle = &opened["handle"];
    for block in ["abc", "", "defg", "h"] {
        let body = json!({ "handle": handle, "data": encoded(block) });
        assert_eq!(post(&service, "dbfs/add-block", body).await.0, 200);
    }
    assert_eq!(
        post(&service, "dbfs/close", json!({ "handle": handle }))
            .await
            .0,
        200
    );
    for (query, expected) in [
        ("", "abcdefgh"),
        ("&offset=2&length=3", "cde"),
        ("&offset=3", "defgh"),
        ("&offset=7&length=100", "h"),
        ("&offset=8", ""),
        ("&length=0", ""),
    ] {
        let (_, read) = get(&service, &format!("dbfs/read?path=/a/y{query}")).await;
        assert_eq!(
            read,
            json!({ "bytes_read": expected.len(), "data": encoded(expected) }),
            "{query}"
        );
    }

    let moved = json!({ "source_path": "/a", "destination_path": "/b/c" });
    assert_eq!(post(&service, "dbfs/move", moved).await.0, 200);
    let (_, list) = get(&service, "dbfs/list?path=/b/c").await;
    let paths: Vec<&Value> = list["files"]
        .as_array()
        .unwrap()
        .iter()
        .map(|file| &file["path"])
        .collect();
    assert_eq!(paths, ["/b/c/x", "/b/c/y"]);
    let (_, read) = get(&service, "dbfs/read?path=dbfs:/b/c/x").await;
    assert_eq!(read["data"], encoded("hello"));
    assert_eq!(get(&service, "dbfs/get-status?path=/a").await.0, 404);
}

#[tokio::test]
async fn dbfs_refuses_what_cannot_be() {
    let service = Service::start();
    post(
        &service,
        "dbfs/put",
        json!({ "path": "/a/x", "contents": "" }),
    )
    .await;
    let block = encoded(vec![0; 1024 * 1024 + 1]);
    let (_, opened) = post(&service, "dbfs/create", json!({ "path": "/a/y" })).await;
    service.advance(10 * 60 * 1000 + 1);
    for (path, body, status, code) in [
        (
            "put",
            json!({ "path": "/a/x" }),
            400,
            "RESOURCE_ALREADY_EXISTS",
        ),
        (
            "put",
            json!({ "path": "/a", "overwrite": true }),
            400,
            "RESOURCE_ALREADY_EXISTS",
        ),
        (
            "put",
            json!({ "path": "/a/z", "contents": block }),
            400,
            "MAX_BLOCK_SIZE_EXCEEDED",
        ),
        (
            "put",
            json!({ "path": "/a/x/z" }),
            400,
            "RESOURCE_ALREADY_EXISTS",
        ),
        (
            "put",
            json!({ "path": "a" }),
            400,
            "INVALID_PARAMETER_VALUE",
        ),
        (
            "add-block",
            json!({ "handle": 1, "data": "" }),
            404,
            "RESOURCE_DOES_NOT_EXIST",
        ),
        (
            "add-block",
            json!({ "handle": opened["handle"], "data": "" }),
            404,
            "RESOURCE_DOES_NOT_EXIST",
        ),
        (
            "close",
            json!({ "handle": 1 }),
            404,
            "RESOURCE_DOES_NOT_EXIST",
        ),
        (
            "mkdirs",
            json!({ "path": "/a/x/y" }),
            400,
            "RESOURCE_ALREADY_EXISTS",
        ),
        ("delete", json!({ "path": "/a" }), 400, "IO_ERROR"),
        (
            "move",
            json!({ "source_path": "/gone", "destination_path": "/b" }),
            404,
            "RESOURCE_DOES_NOT_EXIST",
        ),
        (
            "move",
            json!({ "source_path": "/a/x", "destination_path": "/a/y" }),
            400,
            "RESOURCE_ALREADY_EXISTS",
        ),
        (
            "move",
            json!({ "source_path": "/a", "destination_path": "/a/b" }),
            400,
            "INVALID_PARAMETER_VALUE",
        ),
    ] {
        let (found, answer) = post(&service, &format!("dbfs/{path}"), body.clone()).await;
        assert_eq!(
            (found, answer["error_code"].as_str()),
            (status, Some(code)),
            "{path} {answer}"
        );
    }
    for (query, status, code) in [
        ("/gone", 404, "RESOURCE_DOES_NOT_EXIST"),
        ("/a", 400, "INVALID_PARAMETER_VALUE"),
        ("/a/x&offset=-1", 400, "INVALID_PARAMETER_VALUE"),
        ("/a/x&length=1048577", 400, "MAX_READ_SIZE_EXCEEDED"),
    ] {
        let (found, answer) = get(&service, &format!("dbfs/read?path={query}")).await;
        assert_eq!(
            (found, answer["error_code"].as_str()),
            (status, Some(code)),
            "{query}"
        );
    }
    // What is not there is as good as deleted.
    assert_eq!(
        post(&service, "dbfs/delete", json!({ "path": "/gone" }))
            .await
            .0,
        200
    );
}

/// Files of volumes are whole bodies both ways, and are among those of DBFS.
#[tokio::test]
async fn volumes_give_and_take_whole_files() {
    let service = Service::start();
    let path = "fs/files/Volumes/c/s/v/a%2Bb.txt";
    let put = async |query: &str| {
        let path = format!("/api/2.0/{path}{query}");
        service.send("PUT", &path, "content").await.0
    };
    assert_eq!(put("").await, 200);
    assert_eq!(put("").await, 409);
    assert_eq!(put("?overwrite=true").await, 200);
    assert_eq!(raw(&service, "GET", path).await, (200, b"content".to_vec()));
    assert_eq!(raw(&service, "HEAD", path).await, (200, Vec::new()));
    let (_, read) = get(&service, "dbfs/read?path=dbfs:/Volumes/c/s/v/a%2Bb.txt").await;
    assert_eq!(read["bytes_read"], 7);
    assert_eq!(raw(&service, "DELETE", path).await.0, 200);
    assert_eq!(raw(&service, "GET", path).await.0, 404);
    assert_eq!(raw(&service, "GET", "fs/files/etc/passwd").await.0, 400);
}

#[tokio::test]
async fn folders_of_volumes_are_listed() {
    let service = Service::start();
    let folder = "fs/directories/Volumes/c/s/v/a";
    let send = async |method: &str, path: &str| {
        let (status, body) = service.send(method, &format!("/api/2.0/{path}"), "").await;
        (status, body["error_code"].as_str().map(str::to_owned))
    };
    assert_eq!(
        send("GET", folder).await,
        (404, Some("NOT_FOUND".to_owned()))
    );
    assert_eq!(send("PUT", folder).await, (200, None));
    assert_eq!(get(&service, folder).await, (200, json!({})));
    assert_eq!(raw(&service, "HEAD", folder).await.0, 200);
    assert_eq!(send("PUT", "fs/files/Volumes/c/s/v/a/x").await.0, 200);
    assert_eq!(send("PUT", "fs/directories/Volumes/c/s/v/a/b").await.0, 200);
    let (_, listed) = get(&service, folder).await;
    let now = crate::common::START;
    let (b, x) = ("/Volumes/c/s/v/a/b", "/Volumes/c/s/v/a/x");
    let expected = json!({ "contents": [
        { "path": b, "name": "b", "is_directory": true, "last_modified": now },
        { "path": x, "name": "x", "is_directory": false, "last_modified": now, "file_size": 0 },
    ]});
    assert_eq!(listed, expected);
    let refused = (400, Some("DIRECTORY_NOT_EMPTY".to_owned()));
    assert_eq!(send("DELETE", folder).await, refused);
    assert_eq!(
        send("DELETE", "fs/directories/Volumes/c/s/v/a/b").await.0,
        200
    );
    let in_the_way = send("PUT", "fs/directories/Volumes/c/s/v/a/x/y").await;
    assert_eq!(in_the_way, (409, Some("ALREADY_EXISTS".to_owned())));
}

/// Files survive: they are in snapshots, and in the data file.
#[tokio::test]
async fn files_are_part_of_what_is_stored() {
    let file = crate::persistence::DataFile::new("files");
    let start = || Service::with(|builder| builder.data(file.0.clone()));
    let service = start();
    let put = json!({ "path": "/x", "contents": encoded("kept") });
    post(&service, "dbfs/put", put).await;
    let snapshot = service.handle.workspace().snapshot().unwrap();
    drop(service);
    let service = start();
    let read = async || get(&service, "dbfs/read?path=/x").await.1["data"].clone();
    assert_eq!(read().await, encoded("kept"));
    service.handle.workspace().reset().unwrap();
    assert_eq!(get(&service, "dbfs/read?path=/x").await.0, 404);
    service.handle.workspace().restore(&snapshot).unwrap();
    assert_eq!(read().await, encoded("kept"));
}
