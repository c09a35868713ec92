// Every row of the pack.
import * as lib from "neo4j-driver";

function handler1(p0: any) {
  console.log(p0);
}

export async function calls(text: any) {
  lib.driver();
  lib.auth.basic(text, text);
  const driverValue = new lib.Driver();
  driverValue.session().run(text);
  driverValue.session().query(text);
  driverValue.session().executeRead(handler1);
  driverValue.session().executeWrite(handler1);
  driverValue.session().readTransaction(handler1);
  driverValue.session().writeTransaction(handler1);
  driverValue.session().beginTransaction();
  driverValue.session().close();
  driverValue.executeQuery(text);
  driverValue.verifyConnectivity();
  driverValue.selectGraph();
  driverValue.close();
}
