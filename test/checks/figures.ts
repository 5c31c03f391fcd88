// Figures that pages say: times, sizes and lengths. Each has a source, here; where the source changes, the pages must too.
import { handWritten, read } from "./pages.js";

/** Where a figure is from: lines of a file of the project, or what is no rule of this project. */
type Source = { file: string; lines: readonly string[] } | { of: string };

const from = (file: string, ...lines: string[]): Source => ({ file, lines });
const PARAMETERS = "deployment/ignition/parameters.json";
const PROVER = "sdk/src/proof/prover.ts";

/** Sources by figure, as `figuresOf` writes it. */
const SOURCES: Readonly<Record<string, readonly Source[]>> = {
  "2 seconds": [
    from("api/src/forms.ts", "FRESH = 2;"),
    from("network/src/test-network.ts", "blockPeriodSeconds: 2"),
  ],
  "5 seconds": [
    { of: "what a node of QBFT was measured to take" },
    from("api/webhooks/wait.ts", "FIRST = 5;"),
  ],
  "10 seconds": [
    from("api/src/head-watch.ts", "INTERVAL = 10_000"),
    from("api/webhooks/message.ts", "TIMEOUT = 10_000;"),
  ],
  "20 seconds": [
    from("network/witness/config.ts", '"monitor-seconds": number(1, 600).default(20)'),
  ],
  "30 seconds": [
    from("api/src/app.ts", "LONGEST = 30_000"),
    from("network/src/test-network.ts", "emptyBlockPeriodSeconds: 30"),
  ],
  "60 seconds": [from("api/webhooks/sender.ts", "LEASE = 60;")],
  "90 seconds": [from(PROVER, "MAX_AGE = 90;")],
  "120 seconds": [
    from("network/observability/alerts.yml", "time() - max(robotid_block_timestamp_seconds) > 120"),
  ],
  "5 minutes": [
    from("web/src/robot/freshness.ts", "FRESH_FOR = 300;"),
    from("web/src/proof/page-verifier.ts", "undefined : FRESH_FOR;"),
    { of: "standardwebhooks, 1.1.1" },
  ],
  "10 minutes": [
    from("api/src/limits/rate-limits.ts", "TEN_MINUTES = 600;"),
    from("network/systemd/open-robot-id-besu.service", "StartLimitIntervalSec=600"),
  ],
  "2 days": [from(PARAMETERS, '"rotationDelay": 172800')],
  "7 days": [from(PARAMETERS, '"scrapDelay": 604800', '"rotationDelay": 604800')],
  "10 days": [
    from(PARAMETERS, '"votingDelay": 86400', '"votingPeriod": 604800', '"timelockDelay": 172800'),
  ],
  "30 days": [
    from(PARAMETERS, '"orderNotice": 2592000', '"closingNotice": 2592000'),
    from("api/src/settings.ts", "WEBHOOK_REPLAY_DAYS: wholeNumber(30)"),
  ],
  "90 days": [from("network/src/rpc-access/jwt.ts", "MOST_DAYS = 90")],
  "180 days": [from(PARAMETERS, '"tenure": 15552000')],
  "330 days": [from("test/contracts/registry/Consents.test.ts", "330 days later")],
  "2 years": [
    from("contracts/authority/AuthorityRegistry.sol", "_LONGEST_ACCREDITATION = 730 days"),
  ],
  "24 hours": [from("vault/src/config.ts", '"glass-hours": number(1, 720).default(24)')],
  "72 hours": [from("api/src/settings.ts", "WEBHOOK_GIVE_UP_HOURS: wholeNumber(72)")],
  "15 minutes": [from("api/access-log/sign-in.ts", "SESSION_SECONDS = 900;")],
  "400 days": [from("vault/src/access/grants.ts", "LONGEST = 400 * 86_400;")],
  "1100 days": [from("vault/src/telemetry/rollups.ts", "joints: { day: 1_100, week: 3_660 }")],
  "3660 days": [from("vault/src/telemetry/rollups.ts", "joints: { day: 1_100, week: 3_660 }")],
  "10 years": [{ of: "what the registry is built for" }],
  "4 kB": [from("web/test/verifier.test.ts", "OF_JSON = 4_000;")],
  "10 kB": [from("scripts/bundles.ts", "budget: 10_000,")],
  "20 kB": [from("web/test/verifier.test.ts", "OF_PICTURE = 20_000;")],
  "40 kB": [from("web/test/verifier.test.ts", "OF_WHOLE_RECORD = 40_000;")],
  "125 kB": [from("web/test/first-load.test.ts", "BUDGET = 125_000")],
  "130 kB": [from("web/test/verifier.test.ts", "BUDGET = 130_000;")],
  "150 kB": [from("scripts/bundles.ts", "budget: 150_000,")],
  "64 KiB": [from("api/src/limits/uploads.ts", "SLOWEST = 64 * 1024;")],
  "256 KiB": [from("api/src/app.ts", "LARGEST_BODY = 256 * 1024;")],
  "16 MiB": [from("sdk/src/evidence/file.ts", "MOST_BYTES = 16 * 2 ** 20;")],
  "64 MiB": [from("vault/src/config.ts", '"most-bytes": number(1, 64 * 2 ** 20)')],
  "256 MiB": [from("api/manifests/keep.ts", "LARGEST_MANIFEST = 256 * 1024 * 1024;")],
  "8 bytes": [{ of: "RFC 9052, 3.1: a key id is chosen" }],
  "32 bytes": [{ of: "a word and a digest of Ethereum" }],
  "33 bytes": [{ of: "SEC 1, 2.3.3: a compressed point" }],
  "64 bytes": [{ of: "RFC 7518, 3.4: a signature with ES256" }],
  "65 bytes": [{ of: "a signature of Ethereum" }],
  "6 characters": [{ of: "country and manufacturer of a code" }],
  "12 characters": [{ of: "country, manufacturer and model of a code" }],
  "17 characters": [from("sdk/src/robot-id.ts", "CANONICAL_SERIAL = /^[0-9A-Z]{17}$/;")],
  "29 characters": [from("sdk/src/robot-id-reading.ts", "LENGTH = 29;")],
  "600 characters": [from("sdk/src/witness/capsule.ts", "MOST_CHARACTERS = 600;")],
  "4096 characters": [from("sdk/src/batch/csv.ts", "LONGEST_ROW = 4096;")],
  "72 characters": [from("docs/style.md", "at most 72 characters")],
};

const NUMBERS: Readonly<Record<string, number>> = {
  two: 2,
  three: 3,
  five: 5,
  seven: 7,
  ten: 10,
  twelve: 12,
  twenty: 20,
};

const UNITS: Readonly<Record<string, string>> = { s: "seconds", ms: "milliseconds" };

const FIGURE = new RegExp(
  `(?<![\\w.,#-])(\\d[\\d,]*(?:\\.\\d+)?|${Object.keys(NUMBERS).join("|")}) (ms|s|seconds|minutes|hours|days|years|kB|MB|GB|KiB|MiB|bytes|characters)\\b`,
  "gi",
);

/** What a part of a page contains that says what was measured: the command, and when. */
const MEASURED = /npm run [^`]*(?:bench|lighthouse)[^`]*`[\s\S]*\b20\d\d-\d\d-\d\d\b/;

/** A part of a page: a heading of the second level and what is below it. */
const partsOf = (text: string) => text.split(/^(?=## )/m);

/** Figures of a page that were not measured, each as "5 seconds". */
export function figuresOf(text: string): string[] {
  const prose = text.replace(/```[\s\S]*?```/g, "");
  return partsOf(prose)
    .filter((part) => !MEASURED.test(part))
    .flatMap((part) =>
      [...part.matchAll(FIGURE)].map(([, number = "", unit = ""]) => {
        const value = NUMBERS[number.toLowerCase()] ?? Number(number.replaceAll(",", ""));
        return `${value} ${UNITS[unit] ?? unit}`;
      }),
    );
}

/** Figures that hand-written pages say and that have no source, each with its page. */
export function unsourced(): string[] {
  return handWritten.flatMap((page) =>
    figuresOf(read(page))
      .filter((figure) => !(figure in SOURCES))
      .map((figure) => `${page}: ${figure}`),
  );
}

/** Sources that no longer say what they are listed for. */
export function outdated(): string[] {
  return Object.entries(SOURCES).flatMap(([figure, sources]) =>
    sources.flatMap((source) => {
      if ("of" in source) return [];
      const text = read(source.file);
      return source.lines
        .filter((line) => !text.includes(line))
        .map((line) => `${figure}: ${source.file} does not say ${line}`);
    }),
  );
}

/** Figures with a source that no page says. */
export function unsaid(): string[] {
  const said = new Set(handWritten.flatMap((page) => figuresOf(read(page))));
  return Object.keys(SOURCES).filter((figure) => !said.has(figure));
}
