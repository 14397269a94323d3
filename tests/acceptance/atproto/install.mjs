// Installs the packages in the lock file, unless they are installed. Builds one package for this Node, with the
// headers beside it, where no prebuilt one can be fetched.

import { createHash } from 'node:crypto';
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

process.chdir(import.meta.dirname);
const stamp = join('node_modules', '.gander-installed');
const now = createHash('sha256').update(readFileSync('package-lock.json')).update(process.version).digest('hex');
if (!existsSync(stamp) || readFileSync(stamp, 'utf8') !== now) {
  const prefix = dirname(dirname(process.execPath));
  const headers = existsSync(join(prefix, 'include', 'node', 'node.h')) ? { npm_config_nodedir: prefix } : {};
  const npm = (...words) =>
    execFileSync('npm', words, {
      env: { ...process.env, ...headers },
      shell: process.platform === 'win32',
      stdio: ['ignore', 'ignore', 'inherit'],
    });
  npm('ci', '--ignore-scripts', '--no-audit', '--no-fund');
  npm('rebuild', 'better-sqlite3');
  writeFileSync(stamp, now);
}
