//! Measures quality, trains the fast reader, checks tidiness.

mod eval_import;
mod train_furniture;

fn main() -> anyhow::Result<()> {
    let args: Vec<String> = std::env::args().skip(1).collect();
    match args.iter().map(String::as_str).collect::<Vec<_>>().as_slice() {
        ["eval", "import", ..] => eval_import::run(&args[2..]),
        ["train", "furniture", ..] => train_furniture::run(&args[2..]),
        _ => anyhow::bail!("unknown task"),
    }
}
