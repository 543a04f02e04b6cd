//! Runs the generator in a separate process, for tests of time, memory, current folder and locale:
//! `generate DOCUMENT FOLDER` or `generate codegen.toml FOLDER` writes the crate to `FOLDER` and
//! prints, separated by semicolons, the codes of all errors of the document, the peak memory in KiB
//! and the CPU time in milliseconds.

use std::path::PathBuf;

use codegen::Generator;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut arguments = std::env::args_os().skip(1).map(PathBuf::from);
    let (Some(read), Some(folder)) = (arguments.next(), arguments.next()) else {
        return Err("usage: generate FILE FOLDER".into());
    };
    let generator = match read.extension().is_some_and(|it| it == "toml") {
        true => Generator::from_file(read),
        false => Generator::new().document(read),
    };
    let mut codes = match generator.output(folder).generate() {
        Ok(_) => Vec::new(),
        // The error is about the folder.
        Err(error) if error.codes().contains(&"output") => return Err(error.into()),
        Err(error) => error.codes().to_vec(),
    };
    codes.dedup();
    let memory = peak_memory().unwrap_or(0);
    let time = processor_time().map_or(String::new(), |time| time.to_string());
    println!("{};{memory};{time}", codes.join(","));
    Ok(())
}

/// Returns the peak memory of this process in KiB, if the system reports it.
fn peak_memory() -> Option<usize> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"))?;
    line.split_whitespace().next()?.parse().ok()
}

/// Returns the CPU time of all threads of this process in milliseconds, if the system reports it.
fn processor_time() -> Option<usize> {
    const MILLISECONDS_A_TICK: usize = 10;
    let stat = std::fs::read_to_string("/proc/self/stat").ok()?;
    // The name of the program is in parentheses and may contain spaces.
    let (_, fields) = stat.rsplit_once(") ")?;
    let ticks = fields.split(' ').skip(11).take(2).map(|ticks| ticks.parse::<usize>().ok());
    Some(ticks.sum::<Option<usize>>()? * MILLISECONDS_A_TICK)
}
