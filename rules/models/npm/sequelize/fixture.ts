// Every row of the pack.
import * as lib from "sequelize";

export async function calls(text: any) {
  lib.literal(text);
  const sequelizeValue = new lib.Sequelize();
  sequelizeValue.query({ query: text });
  sequelizeValue.literal(text);
  sequelizeValue.escape(text);
  sequelizeValue.define();
  sequelizeValue.authenticate();
  sequelizeValue.sync();
}
