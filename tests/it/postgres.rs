//! A PostgreSQL of our own: started once per test process on a free port with its data in a temporary folder, gone
//! with the process however that ends. Each test takes a database of its own from it.
//!
//! Where PostgreSQL is not installed this says so and gives nothing, or fails if `DEMARCHE_REQUIRE_ALL=1`.

use std::{
    hash::{BuildHasher, RandomState},
    io::{BufRead, BufReader, Lines, Write},
    net::TcpListener,
    path::Path,
    process::{Child, ChildStdout, Command, Stdio},
    sync::{
        OnceLock,
        atomic::{AtomicU32, Ordering},
    },
};

use crate::require;
use sea_orm::{ConnectOptions, ConnectionTrait, Database};

const PROGRAMS: &str = "/usr/lib/postgresql/15/bin";

/// Runs the server and ends it once nothing holds its standard input any more, which the system sees to when the test
/// process is gone. PostgreSQL refuses to run as root. Its default collation is a human one (ICU, English), so that
/// an order which hangs on the collation shows.
const WATCHDOG: &str = r#"
programs=$1 port=$2 password=$3
umask 077
cd /
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
as=
if [ "$(id -u)" = 0 ]; then
    user=postgres
    id -u "$user" >/dev/null 2>&1 || user=nobody
    as="setpriv --reuid $user --regid $(id -g "$user") --clear-groups --"
    chown "$user" "$folder"
fi
printf %s "$password" > "$folder/password"
[ -z "$as" ] || chown "$user" "$folder/password"
start() {
    $as "$programs/pg_ctl" start -w -D "$folder/data" -l "$folder/log" -o "-c listen_addresses=127.0.0.1 -p $port \
        -c unix_socket_directories='' -c fsync=off -c synchronous_commit=off -c full_page_writes=off"
}
stop() {
    $as "$programs/pg_ctl" stop -w -m "${1:-fast}" -D "$folder/data"
}
{
    $as "$programs/initdb" -D "$folder/data" -U tests -A scram-sha-256 --pwfile "$folder/password" -E UTF8 \
        --locale=C --locale-provider=icu --icu-locale=en-US --no-sync &&
    start
} >"$folder/start" 2>&1 </dev/null
if [ $? = 0 ]; then
    echo ready
    while read -r wanted; do
        $wanted </dev/null >/dev/null 2>&1
        echo "$wanted"
    done
    stop immediate >/dev/null 2>&1
else
    cat "$folder/start" "$folder/log" 2>/dev/null
fi
"#;

/// A PostgreSQL.
pub struct Server {
    address: String,
    /// Its standard input is what keeps the server running.
    watchdog: Child,
    told: Lines<BufReader<ChildStdout>>,
}

impl Server {
    /// One that no other test has; `None` where there is no PostgreSQL.
    pub fn own() -> Option<Self> {
        start()
    }

    /// The address of its only database, which is empty.
    pub fn database(&self) -> String {
        format!("{}/postgres", self.address)
    }

    /// Stops it, whoever is connected.
    pub fn stop(&mut self) {
        self.have("stop");
    }

    /// Starts it again.
    pub fn start(&mut self) {
        self.have("start");
    }

    fn have(&mut self, what: &str) {
        writeln!(self.watchdog.stdin.as_mut().expect("it is piped"), "{what}").expect("it listens");
        assert_eq!(self.told.next().expect("it answers").expect("it is text"), what);
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        drop(self.watchdog.stdin.take());
        let _ = self.watchdog.wait();
    }
}

/// Whether there is a PostgreSQL.
pub fn present() -> bool {
    server().is_some()
}

fn server() -> Option<&'static Server> {
    static SERVER: OnceLock<Option<Server>> = OnceLock::new();
    SERVER.get_or_init(start).as_ref()
}

/// The address of an empty database for one test; `None` where there is no PostgreSQL.
pub async fn fresh() -> Option<String> {
    static NUMBER: AtomicU32 = AtomicU32::new(1);
    let address = &server()?.address;
    let name = format!("test{}", NUMBER.fetch_add(1, Ordering::Relaxed));
    let mut options = ConnectOptions::new(format!("{address}/postgres"));
    options.max_connections(1);
    let connection = Database::connect(options).await.expect("the server is ready");
    connection.execute_unprepared(&format!("CREATE DATABASE {name}")).await.expect("the name is new");
    connection.close().await.expect("closes");
    Some(format!("{address}/{name}"))
}

fn start() -> Option<Server> {
    if !Path::new(PROGRAMS).join("initdb").exists() {
        require::missing(&format!("PostgreSQL in {PROGRAMS}"), "ITS HALF OF THE TESTS");
        return None;
    }
    let port = TcpListener::bind("127.0.0.1:0").and_then(|it| it.local_addr()).expect("there is a free port").port();
    let password = format!("{:016x}", RandomState::new().hash_one(port));
    let mut watchdog = Command::new("sh")
        .args(["-c", WATCHDOG, "watchdog", PROGRAMS, &port.to_string(), &password])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .expect("there is a shell");
    let mut lines = BufReader::new(watchdog.stdout.take().expect("it is piped")).lines();
    let mut told = Vec::new();
    while let Some(line) = lines.next() {
        let line = line.expect("it is text");
        if line == "ready" {
            let address = format!("postgres://tests:{password}@127.0.0.1:{port}");
            return Some(Server { address, watchdog, told: lines });
        }
        told.push(line);
    }
    let _ = watchdog.wait();
    panic!("PostgreSQL did not start:\n{}", told.join("\n"));
}
