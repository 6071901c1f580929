// On what the figures were measured.

import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import os from 'node:os';

export function machine(root, browserVersion) {
  const git = (...args) => execFileSync('git', ['-C', root, ...args], { encoding: 'utf8' }).trim();
  const changed = git('status', '--porcelain', '--untracked-files=no') ? ', with changes' : '';
  return {
    Measured: new Date().toISOString().slice(0, 10),
    Commit: git('rev-parse', '--short', 'HEAD') + changed,
    Processor: `${processor()}, ${os.availableParallelism()} cores`,
    Memory: `${Math.round(os.totalmem() / 2 ** 30)} GiB`,
    System: `${os.type()} ${os.release().split(/[-+]/)[0]}, ${os.arch()}`,
    Browser: `Chromium ${browserVersion}, without a window`,
    'Load before': os
      .loadavg()
      .slice(0, 2)
      .map((load) => load.toFixed(1))
      .join(', ') + ' (1 and 5 minutes)',
  };
}

/** Some systems do not tell Node the model. */
function processor() {
  const model = os.cpus()[0]?.model?.trim();
  if (model && model !== 'unknown') return model;
  try {
    return /model name\s*:\s*(.+)/.exec(readFileSync('/proc/cpuinfo', 'utf8'))?.[1] ?? 'unknown processor';
  } catch {
    return 'unknown processor';
  }
}
