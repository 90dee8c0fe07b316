//! Files in S3-compatible storage, against a real server that checks signatures.

use std::net::TcpListener;
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};
use std::time::Duration;

use image::ImageFormat;
use media::files::{PutError, ReadError};
use media::{Bytes, Config, Files, Storage};

use crate::samples::picture;

/// The server, found by `MASTHEAD_TEST_S3S` or where `cargo install` is told to put it in docs/how-to.
fn program() -> Option<PathBuf> {
    let told = std::env::var_os("MASTHEAD_TEST_S3S").map(PathBuf::from);
    let usual = std::env::var_os("HOME")
        .map(|home| PathBuf::from(home).join(".cache/masthead/tools/s3s-fs-0.14.1/bin/s3s-fs"));
    let found = told.or(usual).filter(|path| path.is_file());
    if found.is_none() {
        eprintln!(
            "SKIPPED: no S3 server; `cargo install --debug --features binary --root ~/.cache/masthead/tools/s3s-fs-0.14.1 s3s-fs@0.14.1`"
        );
    }
    found
}

struct Server {
    process: Child,
    port: u16,
    _folder: tempfile::TempDir,
}

impl Server {
    async fn start() -> Option<Server> {
        let program = program()?;
        let folder = tempfile::tempdir().unwrap();
        std::fs::create_dir(folder.path().join("news")).unwrap();
        let port = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
        let process = Command::new(program)
            .args(["--host", "127.0.0.1", "--port", &port.to_string()])
            .args(["--access-key", "AK", "--secret-key", "SK"])
            .arg(folder.path())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        let server = Server { process, port, _folder: folder };
        for _ in 0..200 {
            if std::net::TcpStream::connect(("127.0.0.1", port)).is_ok() {
                return Some(server);
            }
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
        panic!("the S3 server does not answer");
    }

    fn files(&self, url: &str, secret: &str) -> Files {
        let storage = Storage {
            url: url.to_owned(),
            endpoint: format!("http://127.0.0.1:{}", self.port),
            region: "us-east-1".to_owned(),
            key: "AK".to_owned(),
            secret: secret.to_owned(),
        };
        Files::in_storage(&storage, Config::default()).unwrap()
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn files_are_kept_in_a_bucket_as_in_a_folder() {
    let Some(server) = Server::start().await else { return };
    let files = server.files("s3://news/meridian", "SK");
    let (one, two) = (picture(ImageFormat::Png), picture(ImageFormat::Jpeg));
    let one = (files.put(one.clone().into()).await.unwrap(), one);
    let taken = files.take(two.into()).await.unwrap();
    assert_eq!(files.read(&one.0.hash).await.unwrap(), Bytes::from(one.1.clone()));
    assert!(files.has(&one.0.hash).await.unwrap());
    files.verify(&one.0.hash).await.unwrap();
    // The photo, and the file made of it for readers.
    assert_eq!(files.all().await.unwrap().len(), 3);
    assert_eq!(files.put(one.1.into()).await.unwrap(), one.0, "keeping it again changes nothing");
    assert_eq!(files.all().await.unwrap().len(), 3);
    files.remove(&taken.stored.hash).await.unwrap();
    files.remove(&taken.stored.hash).await.unwrap();
    assert!(!files.has(&taken.stored.hash).await.unwrap());
    let gone = files.read(&taken.stored.hash).await.unwrap_err();
    assert!(matches!(gone, ReadError::Missing(_)), "{gone}");
    // Another paper in the same bucket sees none of it.
    let other = server.files("s3://news/courier", "SK");
    assert_eq!(other.all().await.unwrap(), []);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_wrong_key_is_told_with_where_to_look() {
    let Some(server) = Server::start().await else { return };
    let files = server.files("s3://news", "wrong");
    let refused = files.put(picture(ImageFormat::Png).into()).await.unwrap_err();
    assert!(matches!(refused, PutError::Bucket { .. }), "{refused}");
    assert!(refused.to_string().contains("media.s3_key"), "{refused}");
}
