//! Linux's figures of a process.

use std::fs;

use acceptance::Outcome;

/// A line of `/proc/PID/status`, in kilobytes.
pub fn kilobytes(pid: u32, name: &str) -> Outcome<u64> {
    number(&format!("/proc/{pid}/status"), name)
}

/// The number of voluntary sleeps of all threads together. The process wakes as often.
pub fn sleeps(pid: u32) -> Outcome<u64> {
    let mut sum = 0;
    for thread in fs::read_dir(format!("/proc/{pid}/task"))?.flatten() {
        let status = thread.path().join("status");
        // A thread that has ended in the meantime wakes no more.
        sum += number(&status.display().to_string(), "voluntary_ctxt_switches").unwrap_or(0);
    }
    Ok(sum)
}

/// The start time of the process, in milliseconds since 1970.
pub fn started_ms(pid: u32) -> Outcome<f64> {
    let stat = fs::read_to_string(format!("/proc/{pid}/stat"))?;
    // The name may hold spaces; the fields after its bracket do not. The start is the 22nd field, in ticks of 10 ms.
    let ticks = stat.rsplit(')').next().and_then(|rest| rest.split_whitespace().nth(19));
    let since_boot: f64 = ticks.ok_or("no start time")?.parse::<f64>()? * 10.0;
    let uptime = fs::read_to_string("/proc/uptime")?;
    let uptime: f64 = uptime.split_whitespace().next().ok_or("no uptime")?.parse()?;
    Ok(now_ms() - uptime * 1000.0 + since_boot)
}

/// Milliseconds since 1970.
pub fn now_ms() -> f64 {
    let since = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH);
    since.unwrap_or_default().as_secs_f64() * 1000.0
}

/// The smallest value that this percentage of the values does not exceed.
pub fn percentile(mut values: Vec<f64>, per_cent: usize) -> f64 {
    values.sort_by(f64::total_cmp);
    let nth = (values.len() * per_cent).div_ceil(100).max(1) - 1;
    values.get(nth).copied().unwrap_or(f64::NAN)
}

fn number(file: &str, name: &str) -> Outcome<u64> {
    let text = fs::read_to_string(file)?;
    let value = text.lines().find_map(|line| line.strip_prefix(name)?.strip_prefix(':'));
    let value = value.and_then(|value| value.split_whitespace().next());
    Ok(value.ok_or_else(|| format!("{file} tells no {name}"))?.parse()?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_percentile_is_one_of_the_values() {
        let values: Vec<f64> = (1..=100).rev().map(f64::from).collect();
        assert_eq!(percentile(values.clone(), 50), 50.0);
        assert_eq!(percentile(values, 99), 99.0);
        assert_eq!(percentile(vec![3.0], 99), 3.0);
    }

    #[test]
    fn this_process_started_a_moment_ago() {
        let age = now_ms() - started_ms(std::process::id()).unwrap();
        assert!((-100.0..600_000.0).contains(&age), "{age}");
        assert!(kilobytes(std::process::id(), "VmRSS").unwrap() > 0);
        assert!(sleeps(std::process::id()).is_ok());
    }
}
