// Every row of the pack.
import * as lib from "mongodb";

export async function calls(text: any) {
  lib.connect();
  lib.model();
  const clientValue = new lib.MongoClient();
  clientValue.connect();
  clientValue.db().collection().find({ $where: text });
  clientValue.db().collection().findOne({ $where: text });
  clientValue.db().collection().findById();
  clientValue.db().collection().countDocuments({ $where: text });
  clientValue.db().collection().deleteMany({ $where: text });
  clientValue.db().collection().updateMany({ $where: text });
  clientValue.db().collection().aggregate(text);
  clientValue.db().collection().$where(text);
  clientValue.db().collection().mapReduce(text, text);
  clientValue.db().collection().insertOne(text);
  clientValue.db().collection().insertMany(text);
  clientValue.db().collection().create(text);
  clientValue.db().collection().updateOne(text, text);
  clientValue.db().command(text);
  clientValue.db().aggregate(text);
  clientValue.close();
}
