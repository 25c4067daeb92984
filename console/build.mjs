// node build.mjs <build|test>: the console for Maven. Runs npm only when its inputs changed. No dependencies.
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';

const home = import.meta.dirname;
const stamps = join(home, '.cache');
const apiDocument = join(home, '../docs/api/openapi.yaml');
const notSource = new Set(['node_modules', 'dist', '.cache', 'target', 'coverage']);

requireNode(20, 19);
mkdirSync(stamps, { recursive: true });

const lock = [join(home, 'package.json'), join(home, 'package-lock.json')];
const sbom = 'target/sbom/console.cdx.json';
const sources = [...filesIn(home), apiDocument];

unlessDone('install', lock, 'node_modules', ['ci', '--no-audit', '--no-fund', '--prefer-offline']);
switch (process.argv[2]) {
  case 'build':
    unlessDone('build', sources, 'dist/index.html', ['run', 'build']);
    unlessDone('sbom', lock, sbom, writeSbom);
    break;
  case 'test':
    unlessDone('test', sources, 'package.json', ['test']);
    break;
  default:
    fail('usage: node build.mjs <build|test>');
}

/** Which packages the console is made of, by CycloneDX. */
function writeSbom() {
  mkdirSync(join(home, sbom, '..'), { recursive: true });
  const windows = process.platform === 'win32';
  const args = ['sbom', '--package-lock-only', '--omit=dev', '--sbom-format=cyclonedx'];
  writeFileSync(join(home, sbom), execFileSync(windows ? 'npm.cmd' : 'npm', args, { cwd: home, shell: windows }));
}

/** Runs `npm work`, or `work` itself, unless the stamp of the last success was made from the same inputs and the output is still there. */
function unlessDone(step, inputs, output, work) {
  const stamp = join(stamps, step);
  const key = digest(inputs);
  const done = existsSync(join(home, output)) && existsSync(stamp) && readFileSync(stamp, 'utf8') === key;
  if (done) {
    console.log(`console ${step}: up to date`);
    return;
  }
  rmSync(stamp, { force: true });
  const startedAt = Date.now();
  if (typeof work === 'function') {
    work();
  } else {
    npm(work);
  }
  writeFileSync(stamp, key);
  console.log(`console ${step}: ${((Date.now() - startedAt) / 1000).toFixed(1)} s`);
}

function npm(args) {
  const windows = process.platform === 'win32';
  try {
    execFileSync(windows ? 'npm.cmd' : 'npm', args, { cwd: home, stdio: 'inherit', shell: windows });
  } catch {
    fail(`console: npm ${args.join(' ')} failed (see above)`);
  }
}

/** The Node version is part of the key: another Node may install other binaries. */
function digest(files) {
  const hash = createHash('sha256').update(process.version);
  for (const file of files) {
    hash.update(relative(home, file)).update('\0').update(readFileSync(file)).update('\0');
  }
  return hash.digest('hex');
}

function filesIn(folder) {
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => !notSource.has(entry.name))
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .flatMap((entry) => (entry.isDirectory() ? filesIn(join(folder, entry.name)) : [join(folder, entry.name)]));
}

function requireNode(major, minor) {
  const [haveMajor = 0, haveMinor = 0] = process.versions.node.split('.').map(Number);
  if (haveMajor < major || (haveMajor === major && haveMinor < minor)) {
    fail(
      `Node >= ${major}.${minor} is needed to build the console, found ${process.versions.node}. The server alone builds with -Dweb.skip=true.`,
    );
  }
}

function fail(message) {
  console.error(message);
  process.exit(1);
}
