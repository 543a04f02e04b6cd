//! Tables that compare the measurements of the generators: one table of all measurements, and one
//! of ours as a share of the best other one.

use std::collections::BTreeSet;

use super::generator::Generator;
use crate::meter::Cost;
use crate::table::{Table, bytes, count, seconds};

/// The measurement of one generator with one document.
#[derive(Clone, Debug)]
pub(super) struct Measurement {
    pub(super) document: String,
    pub(super) generator: Generator,
    /// The cost, or a short reason why there is none.
    pub(super) outcome: Result<Cost, String>,
    /// The amount of the unit in [`Kind`].
    pub(super) amount: Option<u64>,
}

/// The unit of the amounts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// Lines of Rust code.
    Lines,
    /// The size of a program in bytes.
    Size,
}

impl Kind {
    fn name(self) -> &'static str {
        match self {
            Self::Lines => "lines",
            Self::Size => "program",
        }
    }

    fn show(self, amount: u64) -> String {
        match self {
            Self::Lines => count(amount as usize),
            Self::Size => bytes(amount),
        }
    }
}

/// Returns both tables in Markdown.
pub(super) fn tables(measurements: &[Measurement], kind: Kind) -> String {
    let mut all = Table::new(&["document", "generator", "time", "user", "memory", kind.name()]);
    for it in measurements {
        let amount = it.amount.map(|amount| kind.show(amount)).unwrap_or_default();
        let mut cells = vec![it.document.clone(), it.generator.label()];
        match &it.outcome {
            Ok(Cost { wall, user, peak }) => {
                cells.extend([seconds(*wall), seconds(*user), bytes(*peak), amount]);
            }
            Err(reason) => cells.extend([reason.clone(), String::new(), String::new(), amount]),
        }
        all.row(cells);
    }
    let title = "Ours, relative to the best other generator in each column:";
    format!("{}\n{title}\n\n{}", all.markdown(), shares(measurements, kind).markdown())
}

fn shares(measurements: &[Measurement], kind: Kind) -> Table {
    let mut table = Table::new(&["document", "time", "user", "memory", kind.name()]);
    let mut seen = BTreeSet::new();
    for document in measurements.iter().map(|it| &it.document) {
        if !seen.insert(document) {
            continue;
        }
        let share = |quantity: fn(&Measurement) -> Option<f64>| {
            let of = |ours: bool| {
                measurements
                    .iter()
                    .filter(move |it| it.document == *document)
                    .filter(move |it| (it.generator == Generator::Ours) == ours)
                    .filter_map(quantity)
            };
            share(of(true).next(), of(false))
        };
        table.row(vec![
            document.clone(),
            share(|it| it.outcome.as_ref().ok().map(|cost| cost.wall)),
            share(|it| it.outcome.as_ref().ok().map(|cost| cost.user)),
            share(|it| it.outcome.as_ref().ok().map(|cost| cost.peak as f64)),
            share(|it| it.amount.map(|amount| amount as f64)),
        ]);
    }
    table
}

/// Returns `ours` divided by the least of `others`, such as `0.21`; `-` if one of them is missing.
pub(super) fn share(ours: Option<f64>, others: impl Iterator<Item = f64>) -> String {
    match (ours, others.min_by(f64::total_cmp)) {
        (Some(ours), Some(best)) if best > 0.0 => format!("{:.2}", ours / best),
        _ => "-".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn measurement(
        document: &str,
        generator: Generator,
        wall: Option<f64>,
        lines: Option<u64>,
    ) -> Measurement {
        let cost = |wall| Cost { wall, user: wall / 2.0, peak: 100_000_000 };
        Measurement {
            document: document.to_owned(),
            generator,
            outcome: wall.map(cost).ok_or_else(|| "refused".to_owned()),
            amount: lines,
        }
    }

    #[test]
    fn ours_is_compared_with_the_best_that_succeeds() {
        let measurements = [
            measurement("a", Generator::Ours, Some(1.0), Some(500)),
            measurement("a", Generator::Ploidy, Some(8.0), Some(1000)),
            measurement("a", Generator::OpenapiToRust, Some(4.0), Some(2000)),
            measurement("a", Generator::Oas3Gen, None, None),
            measurement("b", Generator::Ours, Some(1.0), None),
            measurement("b", Generator::Ploidy, None, None),
        ];
        let shares = shares(&measurements, Kind::Lines).markdown();
        let rows: Vec<String> = shares.lines().skip(2).map(|it| it.replace(' ', "")).collect();
        assert_eq!(rows, ["|a|0.25|0.25|1.00|0.50|", "|b|-|-|-|-|"]);
        let all = tables(&measurements, Kind::Lines);
        assert!(all.contains("refused"), "{all}");
    }

    #[test]
    fn a_share_needs_both_sides() {
        assert_eq!(share(Some(1.0), [3.0, 2.0].into_iter()), "0.50");
        assert_eq!(share(None, [3.0].into_iter()), "-");
        assert_eq!(share(Some(1.0), [0.0].into_iter()), "-");
    }
}
