// Every row of the pack.
import * as lib from "@nestjs/common";

const callback = (value: any) => value;
class Routes1 {
  @lib.Get("/p")
  run(p0: any) {
    return p0;
  }
}
class Routes2 {
  @lib.Post("/p")
  run(p0: any) {
    return p0;
  }
}
class Routes3 {
  @lib.Put("/p")
  run(p0: any) {
    return p0;
  }
}
class Routes4 {
  @lib.Patch("/p")
  run(p0: any) {
    return p0;
  }
}
class Routes5 {
  @lib.Delete("/p")
  run(p0: any) {
    return p0;
  }
}
class Routes6 {
  @lib.All("/p")
  run(p0: any) {
    return p0;
  }
}
class Routes7 {
  @lib.Sse("/p")
  run(p0: any) {
    return p0;
  }
}
class Routes8 {
  @lib.SubscribeMessage("/p")
  run(p0: any) {
    return p0;
  }
}
class Routes9 {
  @lib.MessagePattern("/p")
  run(p0: any) {
    return p0;
  }
}
class Routes10 {
  @lib.EventPattern("/p")
  run(p0: any) {
    return p0;
  }
}
export async function calls(text: any) {
  lib.Controller(callback);
  lib.Injectable(callback);
  lib.Module(callback);
  lib.Global(callback);
  lib.UseGuards(callback);
  lib.UsePipes(callback);
  lib.UseInterceptors(callback);
  lib.UseFilters(callback);
  lib.HttpCode(callback);
  lib.Header(callback);
  lib.Catch(callback);
  lib.WebSocketGateway(callback);
  lib.ApiOperation(callback);
  lib.ApiResponse(callback);
  lib.ApiTags(callback);
  lib.ApiBearerAuth(callback);
  lib.applyDecorators();
  const configServiceValue = new lib.ConfigService();
  configServiceValue.get();
  configServiceValue.getOrThrow();
  const streamableFileValue = new lib.StreamableFile();
}
