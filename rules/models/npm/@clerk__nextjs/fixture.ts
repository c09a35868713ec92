// Every row of the pack.
import * as lib from "@clerk/nextjs";

export async function calls(text: any) {
  lib.auth();
  lib.getAuth();
  lib.currentUser();
  lib.getServerSession();
  lib.unstable_getServerSession();
  lib.getSession();
  lib.getToken();
  lib.useUser();
  lib.useAuth();
  lib.useSession();
  lib.getKindeServerSession();
  lib.getIronSession();
  lib.clerkMiddleware();
  lib.createRouteMatcher();
  lib.withAuth();
}
