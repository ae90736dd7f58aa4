//! Lengths of time in words: "2 days and 5 hours", "some years"; and what comes again after one: "every 2 weeks".

/// Returns "P1DT5H" as "1 day and 5 hours"; `None` if it is no length.
pub(super) fn length(value: &str) -> Option<String> {
    let parts = parts(value)?;
    let told: Vec<String> = parts.iter().map(|part| part.told()).collect();
    let (last, before) = told.split_last()?;
    Some(if before.is_empty() { last.clone() } else { format!("{} and {last}", before.join(", ")) })
}

/// Returns "P2W" as "every 2 weeks".
pub(super) fn each(value: &str) -> Option<String> {
    match parts(value)?.as_slice() {
        [Part { count: "1", unit }] => Some(format!("every {unit}")),
        [Part { count: "X", unit }] => Some(format!("every few {}", plural(unit))),
        _ => length(value).map(|length| format!("every {length}")),
    }
}

struct Part<'a> {
    /// Figures, perhaps with a point, or X.
    count: &'a str,
    unit: &'static str,
}

impl Part<'_> {
    fn told(&self) -> String {
        match self.count {
            "1" => format!("1 {}", self.unit),
            "X" => format!("some {}", plural(self.unit)),
            count => format!("{count} {}", plural(self.unit)),
        }
    }
}

fn plural(unit: &str) -> String {
    match unit.strip_suffix('y') {
        Some(stem) if unit != "day" => format!("{stem}ies"),
        _ => format!("{unit}s"),
    }
}

fn parts(value: &str) -> Option<Vec<Part<'_>>> {
    let mut rest = value.strip_prefix('P')?;
    let mut is_of_day = false;
    let mut parts = Vec::new();
    while !rest.is_empty() {
        if let Some(behind) = rest.strip_prefix('T').filter(|_| !is_of_day) {
            is_of_day = true;
            rest = behind;
        }
        let is_count = |letter: char| letter.is_ascii_digit() || letter == '.' || letter == 'X';
        let count_length = rest.find(|letter| !is_count(letter))?;
        let (count, behind) = rest.split_at(count_length);
        let unit_length = behind.find(|letter| is_count(letter) || letter == 'T').unwrap_or(behind.len());
        let (code, behind) = behind.split_at(unit_length);
        if count.is_empty() {
            return None;
        }
        parts.push(Part { count, unit: unit(code, is_of_day)? });
        rest = behind;
    }
    (!parts.is_empty()).then_some(parts)
}

fn unit(code: &str, is_of_day: bool) -> Option<&'static str> {
    Some(match (code, is_of_day) {
        ("S", true) => "second",
        ("M", true) => "minute",
        ("H", true) => "hour",
        ("D", false) => "day",
        ("WE", false) => "weekend",
        ("W", false) => "week",
        ("M", false) => "month",
        ("Y", false) => "year",
        ("DE", false) => "decade",
        ("CE", false) => "century",
        ("ML", false) => "millennium",
        _ => return None,
    })
}
