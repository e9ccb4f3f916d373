//! Has the server built again when a file comes into, or leaves, a folder that is compiled in. Nothing is made here: the
//! bundle of the pages is made in `web`.

fn main() {
    for folder in ["web/bundle", "queries"] {
        println!("cargo::rerun-if-changed={folder}");
    }
}
