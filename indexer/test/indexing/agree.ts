// What holds of the tables of an index, on any world: they are what the contracts say.
import type { RobotId } from "@openrobotid/sdk";
import {
  type AccreditationTerm,
  type CampaignTerms,
  isAccreditationValid,
  unitStatusOf,
} from "@openrobotid/sdk/rules";
import type { Tables } from "@openrobotid/testkit/index-tables";
import { expect } from "chai";
import { expectFigures } from "./figures.js";
import type { Oracle } from "./oracle.js";

type Row = Readonly<Record<string, unknown>>;

/** Holds tables against what the contracts say. */
export function agree(given: () => [Tables, Oracle]): void {
  const rows = (name: string): readonly Row[] => {
    const [tables] = given();
    const found = tables[name];
    if (!found) throw new Error(`there is no table ${name}`);
    return found;
  };
  /** The rows of a table, of each only the columns that the expected ones have. */
  const same = (found: readonly Row[], expected: readonly Row[]) => {
    const columns = Object.keys(expected[0] ?? {});
    const chosen = found.map((row) => Object.fromEntries(columns.map((name) => [name, row[name]])));
    expect(expected, "the example world has some").to.have.property("length").above(0);
    expect(chosen.map(text).sort()).to.deep.equal(expected.map(text).sort());
  };
  const text = (row: Row) => JSON.stringify(Object.entries(row).sort());
  /** The last row of each group. */
  const last = (found: readonly Row[], ...by: string[]) => {
    const groups = new Map<string, Row>();
    for (const row of found) {
      const key = by.map((name) => row[name]).join();
      if (Number(row.ordinal) >= Number(groups.get(key)?.ordinal ?? 0)) groups.set(key, row);
    }
    return [...groups.values()];
  };

  it("raise no alarm", () => {
    expect(rows("history_alarm")).to.deep.equal([]);
  });

  it("hold every log that the contracts emitted, once", () => {
    const places = [
      ...rows("registry_event").map((row) => `${row.block_number} ${row.log_index}`),
      ...rows("log_record").map((row) => `${row.block_number} ${row.log_index}`),
      ...rows("history_record").flatMap((row) => [
        `${row.block_number} ${row.log_index}`,
        `${row.block_number} ${row.event_log_index}`,
      ]),
    ];
    expect(places.sort()).to.deep.equal([...given()[1].places].sort());
  });

  it("hold every entry of every history, with the head that was recomputed", () => {
    same(rows("history_record"), given()[1].heads);
  });

  it("hold every unit that something happened to, as the registry says it is", () => {
    const makers = new Map(rows("manufacturer").map(({ id, account }) => [id, account]));
    const found = rows("unit").map((row) => {
      const holder = row.holder ?? makers.get(row.manufacturer);
      return {
        ...row,
        holder,
        intake_offer: row.intake_offered_by === holder ? row.intake_offer : null,
      };
    });
    same(found, given()[1].units);
  });

  it("hold every lot, and which list names which unit", () => {
    same(rows("lot"), given()[1].lots);
    same(rows("listed_unit"), given()[1].listed);
  });

  it("hold manufacturers, and every entry of the logs that is about no robot", () => {
    same(rows("manufacturer"), given()[1].manufacturers);
    same(rows("log_record"), given()[1].logEntries);
  });

  it("hold models, approvals and accreditations", () => {
    same(rows("model"), given()[1].models);
    same(last(rows("model_approval"), "model", "country"), given()[1].approvals);
    const accreditations = last(rows("accreditation"), "account", "role", "country");
    same(
      accreditations.map((row) => {
        const isWithdrawn = row.withdrawn_at !== null;
        const [seat, givenAt, expiry] = [row.seat, row.since, row.expiry].map(Number);
        const accreditation = { seat, givenAt, expiry, withdrawnAt: row.withdrawn_at };
        const tenancy = rows("country_assignment").find(
          ({ country, until }) => country === row.country && until === null,
        );
        const counts = isAccreditationValid(
          accreditation as AccreditationTerm,
          tenancy && { seat: Number(tenancy.seat), since: Number(tenancy.since) },
          given()[1].now,
        );
        // It ends at the same moment by its own row, which follows the country.
        expect(row.until === null && Number(row.expiry) > given()[1].now).to.equal(counts);
        return { ...row, expiry: isWithdrawn ? 0 : expiry, seat: isWithdrawn ? 0 : seat, counts };
      }),
      given()[1].accreditations,
    );
  });

  it("hold campaigns, and the status of every unit under each", () => {
    same(rows("campaign"), given()[1].campaigns);
    const [, { statuses, suspensions }] = given();
    // The example world has none; the acts beside it have.
    if (suspensions.length > 0) same(rows("campaign_suspension"), suspensions);
    const campaigns = new Map(rows("campaign").map((row) => [row.id, row]));
    const units = new Map(rows("unit").map((row) => [row.id, row]));
    const key = (row: Row) => `${row.campaign} ${row.unit}`;
    const marks = new Set(rows("campaign_mark").map(key));
    const outcomes = new Map(
      rows("campaign_outcome")
        .filter(({ until }) => until === null)
        .map((row) => [key(row), row.status]),
    );
    const found = statuses.map(({ campaign: number, unit: id }) => {
      const { suspended_in: suspendedIn, ...terms } = campaigns.get(number) ?? {};
      const unit = {
        id: id as RobotId,
        market: units.get(id)?.market as string | null | undefined,
        isMarked: marks.has(`${number} ${id}`),
      };
      const outcome = outcomes.get(`${number} ${id}`);
      return {
        campaign: number,
        unit: id,
        status: unitStatusOf({ ...terms, suspendedIn } as CampaignTerms, unit, outcome as never),
      };
    });
    same(found, statuses);
  });

  it("keep the figures that counting everything gives", () => {
    expectFigures(given()[0]);
  });

  it("hold flags, certificates, releases and orders", () => {
    same(
      rows("flag_report").filter(({ until }) => until === null),
      given()[1].flagsUp,
    );
    same(rows("certificate"), given()[1].certificates);
    same(rows("release"), given()[1].releases);
    same(rows("registrar_order"), given()[1].registrarOrders);
  });

  it("hold seats with their countries, validators, proposals and modules", () => {
    const seats = rows("seat").map((row) => ({
      ...row,
      countries: rows("country")
        .filter(({ seat }) => seat === row.seat)
        .map(({ code }) => code)
        .sort(),
    }));
    same(seats, given()[1].seats);
    same(
      rows("country_assignment").filter(({ until }) => until === null),
      given()[1].tenancies,
    );
    const validators = rows("seat_validator").filter(({ until }) => until === null);
    expect(validators.map(({ validator }) => validator).sort()).to.deep.equal(
      given()[1].validators,
    );
    same(
      rows("proposal").map((row) => ({ ...row, executed: row.executed_at !== null })),
      given()[1].proposals,
    );
    same(rows("module_space"), given()[1].modules);
  });

  it("hold periods that follow one another without a gap, each proven at both ends", () => {
    for (const [name, by] of [
      ["ownership_period", "unit"],
      ["market_placement", "unit"],
      ["life_period", "unit"],
      ["firmware_installation", "unit"],
      ["manufacturer_account", "manufacturer"],
      ["manufacturer_standing", "manufacturer"],
    ] as const) {
      for (const row of rows(name)) {
        const next = rows(name).find(
          (other) => other[by] === row[by] && other.ordinal === Number(row.ordinal) + 1,
        );
        expect(
          [row.until, row.end_transaction_hash, row.end_block_number, row.end_log_index],
          name,
        ).to.deep.equal([
          next?.since ?? null,
          next?.transaction_hash ?? null,
          next?.block_number ?? null,
          next?.log_index ?? null,
        ]);
      }
    }
  });

  it("end the history of ownership with the holder of now", () => {
    for (const unit of rows("unit")) {
      const now = rows("ownership_period").filter(
        (row) => row.unit === unit.id && row.until === null,
      );
      expect(now.map(({ holder }) => holder)).to.deep.equal(
        unit.holder === null ? [] : [unit.holder],
      );
    }
  });
}
