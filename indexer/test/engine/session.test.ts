import { type Postgres, startPostgres } from "@openrobotid/testkit/postgres";
import { skipUnless } from "@openrobotid/testkit/requirements";
import { expect } from "chai";
import { type Connection, connectPostgres } from "../../engine/session.js";

describe("transactions of one connection", function () {
  this.timeout(60_000);

  let postgres: Postgres;
  let connection: Connection;
  let lost = 0;

  before(skipUnless("postgresql"));
  before(async () => {
    postgres = await startPostgres();
    connection = await connectPostgres(postgres.url, () => {
      lost += 1;
    });
  });
  beforeEach(async () => {
    await connection.query("drop table if exists written");
    await connection.query("create table written (number int primary key)");
  });
  after(() => postgres?.close());

  const written = async () =>
    (await postgres.query<{ number: number }>("select number from written order by number")).map(
      ({ number }) => number,
    );

  it("are committed before the next one begins, when all of it is asked at once", async () => {
    const first = await connection.begin();
    const committed = first.commit(first.session.query("insert into written values (1)"));
    const second = await connection.begin();
    const inSecond = second.session.query("insert into written values (2)");
    await committed;
    expect(await written()).to.deep.equal([1]);
    await inSecond;
    await second.rollback();
    expect(await written()).to.deep.equal([1]);
  });

  it("keep nothing where one statement failed, and say so", async () => {
    const batch = await connection.begin();
    const { session } = batch;
    const writes = Promise.all([
      session.query("insert into written values (1)"),
      session.query("insert into written values (1)"),
      session.query("insert into written values (2)"),
    ]);
    const error = await batch.commit(writes).catch((thrown: unknown) => thrown);
    expect(String(error)).to.contain("duplicate key");
    expect(await written()).to.deep.equal([]);
    await connection.query("insert into written values (3)");
    expect(await written()).to.deep.equal([3]);
  });

  it("write lines of COPY, and refuse what is none", async () => {
    await connection.copy("written", ["5", "6"]);
    expect(await written()).to.deep.equal([5, 6]);
    const error = await connection.copy("written", ["no number"]).catch((thrown) => thrown);
    expect(String(error)).to.contain("invalid input syntax");
    expect(await written()).to.deep.equal([5, 6]);
  });

  it("say that the connection is lost, and not where it was closed", async () => {
    const closed = await connectPostgres(postgres.url, () => {
      lost += 1;
    });
    await closed.close();
    expect(lost).to.equal(0);
    postgres.stop();
    const error = await connection.query("select 1").catch((thrown: unknown) => thrown);
    expect(error).to.be.instanceOf(Error);
    expect(lost).to.be.above(0);
    postgres.start();
  });
});
