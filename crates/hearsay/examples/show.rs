//! scratch
#![allow(missing_docs, clippy::print_stdout)]
#[path = "../tests/it/readings.rs"]
mod readings;
use hearsay::view::{look::Look, page};
use hearsay::view::explanation::explanation;
fn main() {
    let mut arguments = std::env::args().skip(1);
    let width = arguments.next().unwrap().parse().unwrap();
    let color = arguments.next().unwrap() == "color";
    let ascii = arguments.next().as_deref() == Some("ascii");
    let look = Look { width, color, ascii };
    for taken in [readings::letter()] {
        let page = page::page(&taken, &look);
        print!("{}{}\n{}", page.header, page::legend(&look), page.body);
        println!();
        print!("{}", explanation(&taken, &taken.reading.attributions[0], &look));
    }
}
