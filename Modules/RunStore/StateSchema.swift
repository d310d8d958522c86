import Diagnostics
import SQLiteEngine

/// The tables of the state file, as steps from one version to the next; a step that was released is never changed.
enum StateSchema {
    static let migrations = [version1, version2]

    /// Brings a file to the newest version in one transaction, and its views to what this program says.
    static func migrate(_ connection: SQLiteConnection, file: String) throws {
        let found = try version(of: connection)
        guard found <= migrations.count else {
            throw WeirError.stateNewer(file: file, found: found, known: migrations.count)
        }
        guard found < migrations.count else { return }
        try connection.transaction {
            // Another process may have done it while this one waited for the lock.
            for migration in migrations.dropFirst(try version(of: connection)) { try connection.script(migration) }
            try connection.script(StateViews.script)
            try connection.run("pragma user_version = \(migrations.count)")
        }
    }

    static func version(of connection: SQLiteConnection) throws -> Int {
        try connection.row("pragma user_version") { $0.integer(0) ?? 0 } ?? 0
    }

    /// Moments are text in UTC, declared as timestamps.
    private static let version1 = """
        create table runs (
          id text primary key, pipeline text not null, target text not null, started_by text not null,
          status text not null check (status in ('running', 'succeeded', 'failed', 'interrupted')),
          definition text not null, settings text, slot timestamp, started_at timestamp not null, finished_at timestamp,
          process_id integer not null, process_start text not null, resumes integer not null default 0,
          error_code text, error_message text, error_hint text);
        create index runs_by_pipeline on runs (pipeline, target, id);
        create index runs_running on runs (id) where status = 'running';
        create table steps (
          run_id text not null references runs on delete cascade, position integer not null, name text not null,
          kind text not null, status text not null
            check (status in ('pending', 'running', 'succeeded', 'failed', 'skipped', 'cancelled')),
          reason text, started_at timestamp, finished_at timestamp, rows integer, artifacts json text not null default '[]',
          summary text, error_code text, error_message text, error_hint text, primary key (run_id, name)) without rowid;
        create table attempts (
          run_id text not null, step text not null, number integer not null,
          status text not null check (status in ('running', 'succeeded', 'failed', 'cancelled')),
          started_at timestamp not null, finished_at timestamp, error_code text, error_message text, error_hint text,
          primary key (run_id, step, number), foreign key (run_id, step) references steps on delete cascade) without rowid;
        create table check_results (
          id integer primary key, run_id text references runs on delete set null, target text not null,
          suite text not null, check_name text not null, kind text not null, table_name text not null, column_name text,
          severity text not null check (severity in ('error', 'warning')),
          status text not null check (status in ('passed', 'failed', 'broken')),
          observed text, expected text, rows_checked integer, rows_failing integer,
          failing_keys json text not null default '[]', message text, checked_at timestamp not null);
        create index check_results_by_check on check_results (target, suite, check_name, id);
        create index check_results_by_run on check_results (run_id);
        create table approvals (
          id integer primary key, subject text not null, summary text not null, detail json text not null default '{}',
          requested_at timestamp not null, requested_by text not null, decision text
            check (decision in ('approved', 'rejected')),
          decided_at timestamp, decided_by text, note text);
        create table schedules (
          pipeline text not null, target text not null, definition text not null, since timestamp not null,
          primary key (pipeline, target)) without rowid;
        create table slots (
          pipeline text not null, target text not null, slot timestamp not null, run_id text, skipped text,
          marked_at timestamp not null, primary key (pipeline, target, slot)) without rowid;
        """

    /// A check is one of a suite's table: two tables of a suite may each have a check of the same name.
    private static let version2 = """
        drop index check_results_by_check;
        create index check_results_by_check on check_results (target, suite, check_name, table_name, id);
        """
}
