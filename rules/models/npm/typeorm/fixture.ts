// Every row of the pack.
import * as lib from "typeorm";

export async function calls(text: any) {
  lib.raw(text);
  lib.sql.raw(text);
  lib.sql.lit(text);
  lib.createConnection();
  lib.getRepository();
  lib.getManager();
  const managerValue = new lib.DataSource();
  console.log(managerValue.manager);
  managerValue.query(text);
  managerValue.execute(text);
  managerValue.createQueryBuilder().where(text);
  managerValue.createQueryBuilder().andWhere(text);
  managerValue.createQueryBuilder().orWhere(text);
  managerValue.createQueryBuilder().having(text);
  managerValue.createQueryBuilder().orderBy(text);
  managerValue.createQueryBuilder().addOrderBy(text);
  managerValue.createQueryBuilder().select(text);
  managerValue.createQueryBuilder().addSelect(text);
  managerValue.createQueryBuilder().groupBy(text);
  managerValue.createQueryBuilder().leftJoinAndSelect();
  managerValue.createQueryBuilder().innerJoin();
  managerValue.createQueryBuilder().from();
  managerValue.createQueryBuilder().setParameter();
  managerValue.createQueryBuilder().limit();
  managerValue.createQueryBuilder().take();
  managerValue.createQueryBuilder().skip();
  managerValue.createQueryBuilder().getMany();
  managerValue.createQueryBuilder().getOne();
  managerValue.createQueryBuilder().getRawMany();
  managerValue.getRepository();
  managerValue.createQueryRunner();
  managerValue.manager.query(text);
  managerValue.getConnection.execute(text);
  managerValue.save(text);
  managerValue.insert(text);
  managerValue.find();
  managerValue.findOne();
  managerValue.findBy();
}
