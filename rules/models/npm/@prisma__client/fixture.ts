// Every row of the pack.
import * as lib from "@prisma/client";

function handler1(p0: any) {
  console.log(p0);
}

export async function calls(text: any) {
  lib.Prisma.raw(text);
  lib.Prisma.sql();
  lib.Prisma.join();
  const clientValue = new lib.PrismaClient();
  clientValue.anything.findUnique();
  clientValue.anything.findUniqueOrThrow();
  clientValue.anything.findFirst();
  clientValue.anything.findFirstOrThrow();
  clientValue.anything.findMany();
  clientValue.anything.count();
  clientValue.anything.aggregate();
  clientValue.anything.groupBy();
  clientValue.anything.delete();
  clientValue.anything.deleteMany();
  clientValue.anything.create({ data: text });
  clientValue.anything.createMany({ data: text });
  clientValue.anything.update({ data: text });
  clientValue.anything.updateMany({ data: text });
  clientValue.anything.upsert({ data: text });
  clientValue.$queryRawUnsafe(text);
  clientValue.$executeRawUnsafe(text);
  clientValue.$queryRaw();
  clientValue.$executeRaw();
  clientValue.$runCommandRaw(text);
  clientValue.$extends();
  clientValue.$transaction(handler1);
  clientValue.$connect();
  clientValue.$disconnect();
}
