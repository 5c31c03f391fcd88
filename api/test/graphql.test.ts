// GraphQL over columns of bytes: it shows and compares them as `0x…`, whatever the database keeps. What is found is compared with what is
// picked from all rows by hand.
import { expect } from "chai";
import { onBothDatabases } from "./example-api.js";

interface Period {
  readonly unit: string;
  readonly ordinal: number;
  readonly holder: string;
}

const nameOf = ({ unit, ordinal }: Period) => `${unit} ${ordinal}`;

onBothDatabases("GraphQL over bytes", (api) => {
  const post = async (query: string) =>
    await api().ask("/graphql", {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ query }),
      key: api().keys.investigator,
    });
  const ask = async (query: string) => {
    const { status, json, text } = await post(query);
    expect(status, `${query}: ${text}`).to.equal(200);
    return json.data;
  };
  const periods = async (given: string): Promise<Period[]> => {
    const { ownershipPeriods } = await ask(
      `{ ownershipPeriods(limit: 1000, ${given}) { items { unit ordinal holder } pageInfo { endCursor } } }`,
    );
    return ownershipPeriods.items;
  };

  let all: readonly Period[];
  let one: string;

  before(async () => {
    all = await periods('orderBy: "unit"');
    one = all.at(Math.floor(all.length / 2))?.holder ?? "";
    expect(new Set(all.map(({ holder }) => holder)).size).to.be.above(5);
    for (const { holder } of all) expect(holder).to.match(/^0x[0-9a-f]{40}$/);
  });

  it("finds what each filter says, whole bytes and halves of them", async () => {
    const [half, byte, end] = [one.slice(0, 7), one.slice(0, 8), one.slice(-5)];
    const middle = one.slice(11, 16);
    const others = all.filter(({ holder }) => holder !== one).map(({ holder }) => holder);
    const two = [one, others[0] ?? ""];
    const filters: Record<string, (period: Period) => boolean> = {
      [`holder: "${one}"`]: ({ holder }) => holder === one,
      [`holder: "0x${one.slice(2).toUpperCase()}"`]: ({ holder }) => holder === one,
      [`holder_not: "${one}"`]: ({ holder }) => holder !== one,
      [`holder_in: ${JSON.stringify(two)}`]: ({ holder }) => two.includes(holder),
      [`holder_not_in: ${JSON.stringify(two)}`]: ({ holder }) => !two.includes(holder),
      [`holder_starts_with: "${half}"`]: ({ holder }) => holder.startsWith(half),
      [`holder_not_starts_with: "${byte}"`]: ({ holder }) => !holder.startsWith(byte),
      [`holder_ends_with: "${end}"`]: ({ holder }) => holder.endsWith(end),
      [`holder_not_ends_with: "${end}"`]: ({ holder }) => !holder.endsWith(end),
      [`holder_contains: "${middle}"`]: ({ holder }) => holder.includes(middle),
      [`holder_not_contains: "${middle}"`]: ({ holder }) => !holder.includes(middle),
      [`OR: [{ holder_contains: "${middle}" }, { AND: [{ holder: "${two[1]}" }, { ordinal: 0 }] }]`]:
        ({ holder, ordinal }) => holder.includes(middle) || (holder === two[1] && ordinal === 0),
    };
    for (const [where, fits] of Object.entries(filters)) {
      const found = await periods(`orderBy: "unit", where: { ${where} }`);
      const expected = all.filter(fits);
      expect(expected.length, where).to.be.within(1, all.length - 1);
      expect(found.map(nameOf), where).to.deep.equal(expected.map(nameOf));
      const { ownershipPeriods } = await ask(
        `{ ownershipPeriods(limit: 1, where: { ${where} }) { totalCount items { unit } } }`,
      );
      expect(ownershipPeriods.totalCount, where).to.equal(expected.length);
    }
  });

  it("orders by them, page by page", async () => {
    const seen: string[] = [];
    for (let [after, more] = ["", true]; more; ) {
      const { ownershipPeriods } = await ask(
        `{ ownershipPeriods(limit: 7, orderBy: "holder", orderDirection: "desc"${after && `, after: "${after}"`})
          { items { holder } pageInfo { endCursor hasNextPage } } }`,
      );
      seen.push(...ownershipPeriods.items.map(({ holder }: Period) => holder));
      [after, more] = [ownershipPeriods.pageInfo.endCursor, ownershipPeriods.pageInfo.hasNextPage];
    }
    const expected = all.map(({ holder }) => holder).toSorted();
    expect(seen).to.deep.equal(expected.toReversed());
  });

  it("finds a row by them, follows them to another, and looks into lists of them", async () => {
    const { units } = await ask(
      "{ units(limit: 1, where: { lot_not: null }) { items { id lot issuedIn { id issuer } } } }",
    );
    const [unit] = units.items;
    expect(unit.lot).to.match(/^0x[0-9a-f]{64}$/);
    expect(unit.issuedIn.id).to.equal(unit.lot);
    const upper = `0x${unit.lot.slice(2).toUpperCase()}`;
    expect((await ask(`{ lot(id: "${upper}") { id issuer } }`)).lot).to.deep.equal(unit.issuedIn);

    const { proposals } = await ask(
      "{ proposals(limit: 1000) { items { id targets calldatas } } }",
    );
    const target: string = proposals.items[0].targets[0];
    expect(target).to.match(/^0x[0-9a-f]{40}$/);
    expect(proposals.items[0].calldatas[0]).to.match(/^0x([0-9a-f]{2}){4,}$/);
    const found = await ask(
      `{ proposals(limit: 1000, where: { targets_has: "${target}" }) { items { id } } }`,
    );
    const expected = proposals.items.filter((each: { targets: string[] }) =>
      each.targets.includes(target),
    );
    expect(found.proposals.items).to.have.length(expected.length);
  });

  it("refuses a value that is no bytes, and says what was expected", async () => {
    for (const where of ['holder: "somebody"', 'holder_in: ["12"]']) {
      const { status, text } = await post(
        `{ ownershipPeriods(where: { ${where} }) { items { unit } } }`,
      );
      expect(status, text).to.equal(400);
      expect(text).to.match(/Not bytes: found .+, expected 0x and hexadecimal digits/);
    }
    expect((await post('{ lot(id: "none") { id } }')).text).to.match(/Not bytes/);
  });
});
