//! The newsroom is killed while it keeps files.

use std::process::{Command, Stdio};
use std::time::Duration;

use image::ImageFormat;
use media::{Config, Folder};

use crate::samples::picture;

/// Names the folder that a process of its own is to fill until it is killed.
const FOLDER: &str = "MASTHEAD_TEST_FILL";

/// A picture with a number at its end, which makes it another file; large, so that writing it takes a while.
fn numbered(number: u32) -> Vec<u8> {
    let mut bytes = picture(ImageFormat::Png);
    bytes.resize(4 << 20, 0);
    bytes.extend(number.to_be_bytes());
    bytes
}

#[test]
fn fills_a_folder_until_it_is_killed() {
    let Some(folder) = std::env::var_os(FOLDER) else { return };
    let files = Folder::at(folder, Config::default()).unwrap();
    for number in 0.. {
        files.put(&numbered(number)).unwrap();
    }
}

#[test]
fn a_newsroom_that_is_killed_has_only_whole_files() {
    let folder = tempfile::tempdir().unwrap();
    let files = Folder::at(folder.path(), Config::default()).unwrap();
    for round in 0..12 {
        let mut newsroom = Command::new(std::env::current_exe().unwrap())
            .args(["--exact", "killed::fills_a_folder_until_it_is_killed"])
            .env(FOLDER, folder.path())
            .stdout(Stdio::null())
            .spawn()
            .unwrap();
        // What is there from the rounds before is put again, so each round gets further.
        std::thread::sleep(Duration::from_millis(40 + round * 17));
        newsroom.kill().unwrap();
        newsroom.wait().unwrap();
        for hash in files.all().unwrap() {
            files.verify(&hash).unwrap();
        }
    }
    assert!(!files.all().unwrap().is_empty(), "nothing was kept at all");
    // What was half written when a process ended lies apart, to be swept away.
    for path in files.leftovers().unwrap() {
        std::fs::remove_file(path).unwrap();
    }
    let known = files.put(&numbered(0)).unwrap();
    files.verify(&known.hash).unwrap();
}
