//! Every fault at every stage of every simulated network, every true cause, and every way to lose an answer, against
//! the real keeper. `faults all` runs everything. `faults covering` runs each fault at each stage at one network, and
//! network-specific ones wherever they apply. A word selects the faults whose name holds it, the network of that id, or
//! the stage of that id. Several words, in one argument, select what each of them does.

mod case;
mod causes;
mod lost;
mod odd;
mod reads;
mod sharing;
mod sign_ins;
mod situations;
#[path = "../../../tests/support/mod.rs"]
mod support;
mod table;

use std::{
    any::Any,
    process::ExitCode,
    rc::Rc,
    sync::{Arc, Mutex, PoisonError},
    thread::{self, JoinHandle},
};

use tokio::{runtime, task};

/// Cases under way at once in a thread. Most cases mostly wait.
const AT_ONCE: usize = 12;

/// The result of each case, or the message of its panic.
type Results<C, T> = Vec<(C, Result<T, String>)>;

fn main() -> ExitCode {
    let mut cases = match std::env::args().nth(1).as_deref() {
        Some("all") | None => case::all(),
        Some("covering") => case::covering(),
        Some(_) => {
            eprintln!("usage: faults [all | covering] [WORDS]");
            return ExitCode::from(2);
        }
    };
    let words = std::env::args().nth(2).unwrap_or_default();
    cases.retain(|case| words.split(' ').all(|word| case.is_meant_by(word)));
    // The table reports a case that panics.
    std::panic::set_hook(Box::new(|_| {}));
    let (mut causes, mut lost) = (causes::all(), lost::all());
    if std::env::args().nth(1).as_deref() == Some("covering") {
        causes.retain(causes::Case::is_covering);
    }
    causes.retain(|case| words.split(' ').all(|word| case.is_meant_by(word)));
    if !words.is_empty() {
        lost.clear();
    }
    println!("{} cases of faults, {} of causes, {} of lost answers", cases.len(), causes.len(), lost.len());
    // Lost answers take half a minute each, so these cases begin first, beside the others.
    let lost = each(lost, 1, lost::run);
    let threads = thread::available_parallelism().map_or(2, usize::from);
    let faults = each(cases, threads, case::run);
    let causes = each(causes, 1, causes::run);

    let mut count = table::Count::default();
    table::faults(&end(faults), &mut count);
    table::causes(&end(causes), &mut count);
    table::lost(&end(lost), &mut count);
    count.end()
}

/// Runs all cases, a few at once.
fn each<C, T, F>(cases: Vec<C>, threads: usize, run: fn(C) -> F) -> Vec<JoinHandle<Results<C, T>>>
where
    C: Copy + Send + 'static,
    T: Send + 'static,
    F: Future<Output = T> + 'static,
{
    let queue = Arc::new(Mutex::new(cases.into_iter()));
    let worker = |_| {
        let queue = queue.clone();
        thread::spawn(move || {
            let runtime = runtime::Builder::new_current_thread().enable_all().build().expect("a runtime");
            let (local, results) = (task::LocalSet::new(), Rc::<Mutex<Results<C, T>>>::default());
            for _ in 0..AT_ONCE {
                let (queue, results) = (queue.clone(), results.clone());
                local.spawn_local(async move {
                    loop {
                        let next = queue.lock().unwrap_or_else(PoisonError::into_inner).next();
                        let Some(case) = next else { return };
                        let told = task::spawn_local(run(case)).await;
                        let told = told.map_err(|error| words(&*error.into_panic()));
                        results.lock().unwrap_or_else(PoisonError::into_inner).push((case, told));
                    }
                });
            }
            runtime.block_on(local);
            std::mem::take(&mut *results.lock().unwrap_or_else(PoisonError::into_inner))
        })
    };
    (0..threads).map(worker).collect()
}

fn end<C, T>(threads: Vec<JoinHandle<Results<C, T>>>) -> Results<C, T> {
    threads.into_iter().flat_map(|thread| thread.join().unwrap_or_default()).collect()
}

fn words(panic: &(dyn Any + Send)) -> String {
    let text = panic.downcast_ref::<String>().cloned();
    text.or_else(|| panic.downcast_ref::<&str>().map(|text| (*text).to_owned())).unwrap_or_default()
}
