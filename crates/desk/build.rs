//! Notices that the desk's screens were built again, which a release carries inside.

fn main() {
    let screens = "../../desk-ui/dist";
    // A debug build reads them from disk, and so has nothing to notice.
    if std::env::var("PROFILE").is_ok_and(|profile| profile == "release") {
        println!("cargo::rerun-if-changed={screens}");
    } else {
        println!("cargo::rerun-if-changed=build.rs");
    }
}
