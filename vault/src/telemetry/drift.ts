// Fault diagnosis: the rules that makers published, and the robots that drift by them. Once a day each robot of a model with rules is looked at; that
// it begins to drift, or no longer does, is a line of its log.
import { type ModelId, modelOf, type RobotId } from "@openrobotid/sdk";
import {
  diagnoseTelemetry,
  readTelemetryRules,
  type SignedTelemetryRules,
  type TelemetryDiagnosis,
  type TelemetryRules,
  telemetryRulesTypedData,
  type VaultError,
} from "@openrobotid/sdk/vault";
import { type Address, type Hex, hashTypedData } from "viem";
import type { ChainReader } from "../chain/reader.js";
import type { AccessLog } from "../log/access-log.js";
import { VaultProblem } from "../problem.js";
import type { VaultStore } from "../store/tables.js";
import { driftPlace, opened, sealed, type TelemetryKeys } from "./keys.js";
import { PERIODS, type Rollup, type Rollups } from "./rollups.js";

/** How many revisions may be skipped: so that a thief of the maker's key cannot use up the numbers. */
const MOST_SKIPPED = 1000;

/** Rules of a model: as they were signed, and read. */
interface PublishedRules {
  readonly signed: SignedTelemetryRules;
  readonly rules: TelemetryRules;
}

/** What the rules say of a robot, and from what. */
export interface Diagnosed extends TelemetryDiagnosis {
  /** None where the maker published none here. */
  readonly rules: SignedTelemetryRules | null;
  /** Since when it is known to drift, in seconds. */
  readonly since: number | null;
  readonly weeks: readonly Rollup[];
}

/** What drift is found with. */
export interface DriftParameters {
  readonly store: VaultStore;
  readonly log: AccessLog;
  readonly keys: TelemetryKeys;
  readonly rollups: Rollups;
  readonly now: () => number;
}

/** The rules of makers, and what they find. */
export class Drift {
  readonly #of: DriftParameters;

  constructor(parameters: DriftParameters) {
    this.#of = parameters;
  }

  /**
   * Takes rules of a maker in. Each revision is higher than the one before.
   *
   * @throws VaultProblem where they are no rules, of another model, or not signed by the maker; and where a revision is there already.
   */
  async publish(
    chain: ChainReader,
    model: ModelId,
    account: Address,
    { text, signature }: Pick<SignedTelemetryRules, "text" | "signature">,
  ): Promise<TelemetryRules> {
    const rules = readOrRefuse(text);
    if (rules.model !== model) {
      throw new VaultProblem("invalid-request", `model: The rules are of ${rules.model}.`);
    }
    if (!(await chain.isMakerOf(model, account))) {
      const detail = `${account} is not the account of the maker of ${model}.`;
      throw new VaultProblem("not-entitled", detail);
    }
    const domain = { chainId: chain.chainId, registry: chain.addressOf("RobotRegistry") };
    const hash = hashTypedData(telemetryRulesTypedData(text, domain));
    if (!(await chain.hasSigned(account, hash, signature))) {
      throw new VaultProblem("not-signed", `${account} did not sign these rules.`);
    }
    const { store, now } = this.#of;
    const { revision } = rules;
    const added = await store.transaction().execute(async (transaction) => {
      const { last } = await transaction
        .selectFrom("telemetryRules")
        .select(({ fn }) => fn.max("revision").as("last"))
        .where("model", "=", model)
        .executeTakeFirstOrThrow();
      const latest = Number(last ?? 0);
      if (revision <= latest || revision > latest + MOST_SKIPPED) return latest;
      const storedAt = Math.floor(now());
      const row = { model, revision, text, account, signature, storedAt };
      await transaction.insertInto("telemetryRules").values(row).execute();
      return undefined;
    });
    if (added === undefined) return rules;
    const detail = `Revision ${added} is here. Expected one above it, up to ${added + MOST_SKIPPED}.`;
    throw new VaultProblem("conflict", detail);
  }

  /** What the rules of its maker say about a robot. Windows end at `until`; weeks are shown from `from` on. */
  async of(
    chain: ChainReader,
    robot: RobotId,
    { from, until }: { readonly from?: number | undefined; readonly until: number },
    isShown: (week: Rollup) => boolean,
  ): Promise<Diagnosed> {
    const { published, doubted } = await this.#rulesOf(chain, modelOf(robot));
    const longest = Math.max(1, ...(published?.rules.rules ?? []).map(({ weeks }) => weeks));
    const begin = Math.max(0, Math.min(from ?? until, until - longest * PERIODS.week));
    const times = { from: begin, until };
    const weeks = (await this.#of.rollups.list(robot, "week", times)).filter(isShown);
    if (!published) return { rules: null, findings: [], undecided: [], since: null, weeks };
    const { signed, rules } = published;
    const row = await this.#row(robot);
    const since = row === undefined || doubted.has(row.revision) ? null : Number(row.since);
    return { rules: signed, ...diagnoseTelemetry(robot, weeks, rules, until), since, weeks };
  }

  /** Looks at all robots of models with rules. Gives the robots that begin to drift, and those that no longer do. */
  async mark(chain: ChainReader): Promise<readonly string[]> {
    const { store, rollups, now } = this.#of;
    const until = Math.floor(now());
    const changed: string[] = [];
    const models = await store.selectFrom("telemetryRules").select("model").distinct().execute();
    for (const { model } of models) {
      const { published, doubted } = await this.#rulesOf(chain, model as ModelId);
      for (const revision of doubted) changed.push(...(await this.#withdraw(model, revision)));
      if (!published) continue;
      const longest = Math.max(...published.rules.rules.map(({ weeks }) => weeks));
      const known = await store
        .selectFrom("telemetryKey")
        .select("robot")
        .where("robot", "like", `${model}%`)
        .execute();
      for (const { robot } of known) {
        const times = { from: Math.max(0, until - longest * PERIODS.week), until };
        const weeks = await rollups.list(robot, "week", times);
        const found = diagnoseTelemetry(robot as RobotId, weeks, published.rules, until);
        if (await this.#note(robot, published.rules.revision, found, until)) changed.push(robot);
      }
    }
    return changed;
  }

  /** Takes back what rules found that no longer count, and says so to the holder. Gives the robots. */
  async #withdraw(model: string, revision: number): Promise<readonly string[]> {
    const { store, log } = this.#of;
    const rows = await store
      .selectFrom("telemetryDrift")
      .select("robot")
      .where("robot", "like", `${model}%`)
      .where("revision", "=", revision)
      .execute();
    const why = `revision ${revision} does not count: the key of the maker was in doubt when it came`;
    for (const { robot } of rows) {
      await log.write(
        { what: "driftOver", robot, kind: "telemetry", why },
        {
          also: async (transaction) => {
            await transaction.deleteFrom("telemetryDrift").where("robot", "=", robot).execute();
          },
        },
      );
    }
    return rows.map(({ robot }) => robot);
  }

  /** Writes down what was found, where it is another than before. */
  async #note(
    robot: string,
    revision: number,
    { findings, undecided }: TelemetryDiagnosis,
    at: number,
  ): Promise<boolean> {
    const { log, keys } = this.#of;
    const { key } = await keys.of(robot);
    const row = await this.#row(robot);
    const before = row ? opened<readonly string[]>(key, driftPlace(robot), row.sealed) : [];
    const names = findings.map(({ rule, joint }) => (joint ? `${rule} ${joint}` : rule));
    // Nobody knows whether a robot without readings still drifts: what was found stays.
    const open = before.filter((name) => undecided.includes(name.split(" ")[0] ?? ""));
    const all = [...new Set([...names, ...open])].sort();
    if (all.join() === before.join()) return false;
    const what = all.length > 0 ? ("driftFound" as const) : ("driftOver" as const);
    await log.write(
      {
        what,
        robot,
        kind: "telemetry",
        why: `revision ${revision}: ${all.join(", ") || "nothing"}`,
      },
      {
        also: async (transaction) => {
          await transaction.deleteFrom("telemetryDrift").where("robot", "=", robot).execute();
          if (all.length === 0) return;
          const since = row === undefined ? at : Number(row.since);
          const values = { robot, revision, since, sealed: sealed(key, driftPlace(robot), all) };
          await transaction.insertInto("telemetryDrift").values(values).execute();
        },
      },
    );
    return true;
  }

  async #row(robot: string) {
    return await this.#of.store
      .selectFrom("telemetryDrift")
      .selectAll()
      .where("robot", "=", robot)
      .executeTakeFirst();
  }

  /**
   * The latest rules of a model that count, and the revisions above them that do not: they came while the key of the maker was in doubt, by
   * what the chain says now. A thief may have signed them.
   */
  async #rulesOf(
    chain: ChainReader,
    model: ModelId,
  ): Promise<{
    readonly published: PublishedRules | undefined;
    readonly doubted: ReadonlySet<number>;
  }> {
    const doubted = new Set<number>();
    const rows = await this.#of.store
      .selectFrom("telemetryRules")
      .select(["revision", "text", "account", "signature", "storedAt"])
      .where("model", "=", model)
      .orderBy("revision", "desc")
      .execute();
    for (const { revision, text, account, signature, storedAt } of rows) {
      if (await chain.wasCompromised(model, storedAt)) {
        doubted.add(revision);
        continue;
      }
      const signed = { text, account: account as Address, signature: signature as Hex };
      return { published: { signed, rules: readTelemetryRules(text) }, doubted };
    }
    return { published: undefined, doubted };
  }
}

function readOrRefuse(text: string): TelemetryRules {
  try {
    return readTelemetryRules(text);
  } catch (error) {
    throw new VaultProblem("invalid-request", (error as VaultError).message);
  }
}
