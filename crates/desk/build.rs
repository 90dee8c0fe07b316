//! Notices that the desk's screens were built again, which a release carries inside.

fn main() {
    let screens = "../../desk-ui/dist";
    // A program that is compiled while the folder is missing never looks there again, so one that is compiled before
    // the screens are built gets an empty folder. Where none can be made, it is as if there were no screens.
    let _ = std::fs::create_dir_all(screens);
    // A debug build reads them from disk, and so has nothing to notice.
    if std::env::var("PROFILE").is_ok_and(|profile| profile == "release") {
        println!("cargo::rerun-if-changed={screens}");
    } else {
        println!("cargo::rerun-if-changed=build.rs");
    }
}
