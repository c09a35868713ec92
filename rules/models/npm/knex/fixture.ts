// Every row of the pack.
import * as lib from "knex";
import fallback from "knex";

function handler1(p0: any) {
  console.log(p0);
}

export async function calls(text: any) {
  fallback();
  lib.knex();
  const knexValue = new lib.Knex();
  knexValue().whereRaw(text);
  knexValue().orWhereRaw(text);
  knexValue().havingRaw(text);
  knexValue().orderByRaw(text);
  knexValue().groupByRaw(text);
  knexValue().joinRaw(text);
  knexValue().fromRaw(text);
  knexValue().select();
  knexValue().from();
  knexValue().where();
  knexValue().andWhere();
  knexValue().orWhere();
  knexValue().join();
  knexValue().leftJoin();
  knexValue().orderBy();
  knexValue().limit();
  knexValue().offset();
  knexValue().groupBy();
  knexValue().insert(text);
  knexValue().update(text);
  knexValue().returning();
  knexValue().first();
  knexValue().count();
  knexValue.raw(text);
  knexValue.from();
  knexValue.select();
  knexValue.schema.raw(text);
  knexValue.transaction(handler1);
  knexValue.destroy();
}
