"""A real WordPress with MariaDB on loopback, from the packages of Debian 12; installs nothing by itself.

    apt install --no-install-recommends wordpress mariadb-server php-cli php-mysql php-gd php-xml php-mbstring php-curl

    with running() as site:
        site.url, site.passwords["redakce"]

Its accounts: `spravce` (administrator), `redakce` (editor), `dopisovatel` (contributor: may write, not publish).
Everything lies in a folder of its own and is gone with the block.
"""

import contextlib
import getpass
import json
import os
import secrets
import shutil
import signal
import socket
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

SOURCE = Path("/usr/share/wordpress")
PROGRAMS = ("php", "mariadbd", "mariadb-install-db")
EXTENSIONS = {"mysqli", "gd", "xml", "mbstring", "curl"}
WORKERS = "3"
ROLES = {"spravce": "administrator", "redakce": "editor", "dopisovatel": "contributor"}

CONFIG = """<?php
define('DB_NAME', 'wordpress'); define('DB_USER', 'root'); define('DB_PASSWORD', '');
define('DB_HOST', 'localhost:{socket}'); define('DB_CHARSET', 'utf8mb4'); define('DB_COLLATE', '');
foreach (['AUTH', 'SECURE_AUTH', 'LOGGED_IN', 'NONCE'] as $name) {{
    define($name . '_KEY', '{salt}' . $name); define($name . '_SALT', $name . '{salt}');
}}
define('WP_ENVIRONMENT_TYPE', 'local'); define('WP_HTTP_BLOCK_EXTERNAL', true); define('DISABLE_WP_CRON', true);
define('AUTOMATIC_UPDATER_DISABLED', true); define('WP_DEBUG', false);
define('WP_HOME', '{url}'); define('WP_SITEURL', '{url}'); define('WP_CONTENT_DIR', __DIR__ . '/wp-content');
$table_prefix = 'wp_';
if (!defined('ABSPATH')) define('ABSPATH', __DIR__ . '/');
require_once ABSPATH . 'wp-settings.php';
"""
INSTALL = """<?php
$_SERVER += ['HTTP_HOST' => '{host}', 'REQUEST_URI' => '/', 'SERVER_PROTOCOL' => 'HTTP/1.1'];
$_SERVER['HTTP_HOST'] = '{host}';
define('WP_INSTALLING', true);
require __DIR__ . '/wp-load.php';
require ABSPATH . 'wp-admin/includes/upgrade.php';
wp_install('Brázdov', 'spravce', 'spravce@brazdov.example', false, '', wp_generate_password());
update_option('timezone_string', 'Europe/Prague');
update_option('permalink_structure', '/%postname%/');
wp_insert_category(['cat_name' => 'Kultura & sport']);
$passwords = [];
foreach (json_decode('{roles}', true) as $login => $role) {{
    $user = get_user_by('login', $login);
    $id = $user ? $user->ID : wp_insert_user(['user_login' => $login, 'user_pass' => wp_generate_password(),
        'user_email' => "$login@brazdov.example", 'display_name' => ucfirst($login), 'role' => $role]);
    [$new] = WP_Application_Passwords::create_new_application_password($id, ['name' => 'kancelar']);
    $passwords[$login] = WP_Application_Passwords::chunk_password($new);
}}
fwrite(STDOUT, "\\n" . json_encode($passwords));
"""
ROUTER = """<?php
$file = __DIR__ . parse_url($_SERVER['REQUEST_URI'], PHP_URL_PATH);
if (is_file($file)) return false;
$_SERVER['SCRIPT_NAME'] = $_SERVER['PHP_SELF'] = '/index.php';
require __DIR__ . '/index.php';
"""


@dataclass(frozen=True)
class Site:
    """A running WordPress: its address and the application password of each account."""

    url: str
    passwords: dict[str, str]


def missing() -> str:
    """What has to be installed before it can run, "" when nothing."""
    lacking = [program for program in PROGRAMS if not shutil.which(program)]
    if lacking or not SOURCE.is_dir():
        return "WordPress is not installed: see tests/real/wordpress.py for the packages"
    modules = subprocess.run(["php", "-m"], capture_output=True, text=True, check=True).stdout.lower().split()
    return f"PHP lacks {sorted(EXTENSIONS - set(modules))}" if not set(modules) >= EXTENSIONS else ""


@contextlib.contextmanager
def running() -> Iterator[Site]:
    """The server, until the block ends."""
    # Not pytest's folder: the address of a UNIX socket has at most 107 characters.
    with tempfile.TemporaryDirectory(prefix="wp-", ignore_cleanup_errors=True) as name, contextlib.ExitStack() as stack:
        folder = Path(name)
        stack.enter_context(_database(folder))
        port = _free_port()
        passwords = _installed(folder, f"127.0.0.1:{port}")
        stack.enter_context(_served(folder, port))
        yield Site(f"http://127.0.0.1:{port}", passwords)


@contextlib.contextmanager
def _database(folder: Path) -> Iterator[None]:
    data, me = folder / "db", getpass.getuser()
    subprocess.run(
        ["mariadb-install-db", "--no-defaults", f"--user={me}", f"--datadir={data}",
         "--auth-root-authentication-method=normal", "--skip-test-db"],
        check=True, capture_output=True,
    )  # fmt: skip
    command = [
        "mariadbd", "--no-defaults", f"--user={me}", f"--datadir={data}", f"--socket={folder / 'my.sock'}",
        f"--pid-file={folder / 'my.pid'}", "--skip-networking", "--innodb-buffer-pool-size=32M",
        "--performance-schema=OFF", "--innodb-flush-log-at-trx-commit=0",
    ]  # fmt: skip
    with _process(command, folder / "my.log"):
        _wait(lambda: _listens(str(folder / "my.sock"), socket.AF_UNIX))
        yield


def _installed(folder: Path, host: str) -> dict[str, str]:
    site = folder / "site"
    shutil.copytree(SOURCE, site, symlinks=False, ignore_dangling_symlinks=True, ignore=_unused)
    (site / "wp-content/uploads").mkdir(parents=True, exist_ok=True)
    values = {"socket": folder / "my.sock", "salt": secrets.token_hex(16), "url": f"http://{host}"}
    (site / "wp-config.php").write_text(CONFIG.format(**values), encoding="utf-8")
    (site / "install.php").write_text(INSTALL.format(host=host, roles=json.dumps(ROLES)), encoding="utf-8")
    (site / "router.php").write_text(ROUTER, encoding="utf-8")
    create = (
        f"$db = new mysqli('localhost', 'root', '', '', 0, '{values['socket']}');"
        " $db->query('create database wordpress character set utf8mb4');"
    )
    subprocess.run(["php", "-r", create], check=True, capture_output=True)
    done = subprocess.run(["php", "install.php"], cwd=site, capture_output=True, text=True, check=True)
    (site / "install.php").unlink()
    passwords: dict[str, str] = json.loads(done.stdout.strip().splitlines()[-1])
    return passwords


def _unused(folder: str, names: list[str]) -> list[str]:
    return [name for name in names if name in (".htaccess", "wp-config.php", "uploads", "languages")]


@contextlib.contextmanager
def _served(folder: Path, port: int) -> Iterator[None]:
    site = folder / "site"
    command = [
        "php",
        "-d",
        "opcache.enable_cli=1",
        "-S",
        f"127.0.0.1:{port}",
        "-t",
        str(site),
        str(site / "router.php"),
    ]
    with _process(command, folder / "php.log", PHP_CLI_SERVER_WORKERS=WORKERS):
        _wait(lambda: _listens(("127.0.0.1", port), socket.AF_INET))
        yield


@contextlib.contextmanager
def _process(command: list[str], log: Path, **environment: str) -> Iterator[None]:
    with log.open("wb") as written:
        process = subprocess.Popen(
            command, stdout=written, stderr=written, start_new_session=True, env=os.environ | environment
        )
    try:
        yield
    finally:
        # The whole group, because PHP's server has workers of its own.
        with contextlib.suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        process.wait(20)


def _listens(address: str | tuple[str, int], family: socket.AddressFamily) -> bool:
    with socket.socket(family) as probe:
        probe.settimeout(1)
        return probe.connect_ex(address) == 0


def _wait(ready: Callable[[], bool]) -> None:
    for _ in range(600):
        if ready():
            return
        time.sleep(0.05)
    raise AssertionError("The server does not listen.")


def _free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port: int = free.getsockname()[1]
        return port
