//! The formats of the case file, by number, and how one becomes the next.
//!
//! Not edited once released: a case of any earlier format is brought up to the latest when it is opened, each step in a
//! transaction of its own.

use rusqlite::{Connection, TransactionBehavior};

/// What makes format `n + 1` of format `n`; an empty file has format 0.
const MIGRATIONS: [&str; 6] = [
    include_str!("migrations/0001.sql"),
    include_str!("migrations/0002.sql"),
    include_str!("migrations/0003.sql"),
    include_str!("migrations/0004.sql"),
    include_str!("migrations/0005.sql"),
    include_str!("migrations/0006.sql"),
];

/// The format that this program writes.
pub(crate) const LATEST: i64 = MIGRATIONS.len() as i64;

/// What tells a case from other SQLite files: "hear".
pub(crate) const APPLICATION_ID: i64 = 0x6865_6172;

/// Returns the number of the file's format.
pub(crate) fn format_of(connection: &Connection) -> rusqlite::Result<i64> {
    connection.query_row("PRAGMA user_version", [], |row| row.get(0))
}

/// Brings the file up to the latest format. Looks at the number inside the transaction: another process may be at it.
pub(crate) fn migrate(connection: &mut Connection) -> rusqlite::Result<()> {
    migrate_to(connection, &MIGRATIONS)
}

fn migrate_to(connection: &mut Connection, migrations: &[&str]) -> rusqlite::Result<()> {
    loop {
        let step = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
        let format = format_of(&step)?;
        let Some(migration) = usize::try_from(format).ok().and_then(|format| migrations.get(format)) else {
            return Ok(());
        };
        step.execute_batch(migration)?;
        step.pragma_update(None, "application_id", APPLICATION_ID)?;
        step.pragma_update(None, "user_version", format + 1)?;
        step.commit()?;
    }
}

/// Returns what the latest format consists of, to compare a file with: the type and name of each part, and its SQL.
pub(crate) fn schema() -> rusqlite::Result<Vec<(String, String)>> {
    let mut connection = Connection::open_in_memory()?;
    migrate(&mut connection)?;
    schema_of(&connection)
}

/// Returns what a file consists of, in order.
pub(crate) fn schema_of(connection: &Connection) -> rusqlite::Result<Vec<(String, String)>> {
    let query = "SELECT type || ' ' || name, coalesce(sql, '') FROM sqlite_schema ORDER BY 1";
    let mut statement = connection.prepare(query)?;
    let rows = statement.query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?;
    rows.collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The hash of each released step, so that nobody edits one; a change is a new step.
    const RELEASED: [&str; MIGRATIONS.len()] = [
        "207cd4571ef7301d8daad6ae2f51a855443a28c9652902698c05f815565aa6f4",
        "6447d21605769a265a26387d9098d35b3b6bad02da29c1670de320336763dc37",
        "0bff2444a3debc830e6046a911b5431405040b1529ea4f0310ccdf7383d76e56",
        "51a3c1461ea23e21b2c2d2037683bb69249b083d17a8a7fee02a5a507e49988a",
        "9b90228ced8e353423f4aba9b536f7a680f4d48306a35f7918deff27d6b923e1",
        "d02181169522488fdb6e571175cba18de566a09b7eda983c4b0dc8c87030690b",
    ];

    #[test]
    fn released_steps_are_not_edited() {
        let hashes = MIGRATIONS.map(|migration| blake3::hash(migration.as_bytes()).to_hex().to_string());
        assert_eq!(hashes.each_ref().map(String::as_str), RELEASED);
    }

    #[test]
    fn steps_are_taken_once_and_in_order() {
        let mut connection = Connection::open_in_memory().unwrap();
        let steps = ["CREATE TABLE a (x)", "ALTER TABLE a RENAME TO b", "CREATE TABLE a (y)"];
        for (n_steps, expected) in
            [(1, vec!["table a"]), (3, vec!["table a", "table b"]), (2, vec!["table a", "table b"])]
        {
            migrate_to(&mut connection, &steps[..n_steps]).unwrap();
            let found: Vec<String> = schema_of(&connection).unwrap().into_iter().map(|(part, _)| part).collect();
            assert_eq!(found, expected);
        }
        assert_eq!(format_of(&connection).unwrap(), 3);
    }

    #[test]
    fn a_step_that_fails_changes_nothing() {
        let mut connection = Connection::open_in_memory().unwrap();
        let steps = ["CREATE TABLE a (x)", "CREATE TABLE b (x); CREATE TABLE a (x)"];
        assert!(migrate_to(&mut connection, &steps).is_err());
        assert_eq!(format_of(&connection).unwrap(), 1);
        assert_eq!(schema_of(&connection).unwrap().len(), 1);
    }
}
