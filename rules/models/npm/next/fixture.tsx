// Every row of the pack.
import rehypeRaw from "rehype-raw";
import * as lib from "next";

const callback = (value: any) => value;
export async function GET(p0: any, p1: any) {
  console.log(p0);
  console.log(p1.params);
}
export async function POST(p0: any, p1: any) {
  console.log(p0);
  console.log(p1);
}
export async function PUT(p0: any, p1: any) {
  console.log(p0);
  console.log(p1);
}
export async function PATCH(p0: any, p1: any) {
  console.log(p0);
  console.log(p1);
}
export async function DELETE(p0: any, p1: any) {
  console.log(p0);
  console.log(p1);
}
export async function OPTIONS(p0: any, p1: any) {
  console.log(p0);
  console.log(p1);
}
export async function HEAD(p0: any, p1: any) {
  console.log(p0);
  console.log(p1);
}
export async function middleware(p0: any) {
  console.log(p0);
}
export default async function handler(p0: any, p1: any) {
  console.log(p0);
  console.log(p1);
}
export async function getServerSideProps(p0: any) {
  console.log(p0);
}
export async function generateMetadata(p0: any) {
  console.log(p0.params);
  console.log(p0.searchParams);
}
export function View({ text }: { text: string }) {
  return (
    <>
      <lib.script.default rehypePlugins={[rehypeRaw]}>{text}</lib.script.default>
    </>
  );
}
export async function calls(text: any) {
  lib.redirect(text);
  lib.permanentRedirect(text);
  lib.headers();
  lib.cookies();
  lib.draftMode();
  lib.notFound();
  lib.useRouter();
  lib.useSearchParams();
  lib.useParams();
  lib.usePathname();
  lib.unstable_cache(text);
  lib.cache(text);
  lib.after(callback, text);
  lib.waitUntil();
  lib.revalidatePath();
  lib.revalidateTag();
  lib.dynamic();
  const nextRequestValue = new lib.NextRequest();
  console.log(nextRequestValue.nextUrl);
  console.log(nextRequestValue.nextUrl.searchParams);
  console.log(nextRequestValue.nextUrl.pathname);
  console.log(nextRequestValue.nextUrl.search);
  console.log(nextRequestValue.cookies);
  console.log(nextRequestValue.geo);
  console.log(nextRequestValue.ip);
  nextRequestValue.nextUrl.searchParams.get();
  nextRequestValue.nextUrl.searchParams.getAll();
  nextRequestValue.cookies.get();
  nextRequestValue.headers.get();
  const nextResponseValue = new lib.NextResponse(text);
  nextResponseValue.json(text);
  nextResponseValue.redirect(text);
  nextResponseValue.rewrite(text);
  nextResponseValue.next();
  nextResponseValue.error();
  const pagesContextValue = new lib.GetServerSidePropsContext();
  console.log(pagesContextValue.params);
  console.log(pagesContextValue.query);
  console.log(pagesContextValue.req.body);
  console.log(pagesContextValue.req.query);
  console.log(pagesContextValue.req.headers);
  console.log(pagesContextValue.req.cookies);
  console.log(pagesContextValue.req.url);
  for (const item of pagesContextValue.req) console.log(item);
  console.log(pagesContextValue.req.method);
  console.log(pagesContextValue.resolvedUrl);
  const nextApiResponseValue = new lib.NextApiResponse();
  nextApiResponseValue.json(text);
  nextApiResponseValue.send(text);
  nextApiResponseValue.write(text);
  nextApiResponseValue.end(text);
  nextApiResponseValue.status();
  nextApiResponseValue.setHeader();
  nextApiResponseValue.writeHead();
  nextApiResponseValue.redirect(text, text);
  const routerValue = new lib.NextRouter();
  console.log(routerValue.query);
  console.log(routerValue.asPath);
  routerValue.push(text);
  routerValue.replace(text);
  routerValue.refresh();
  routerValue.back();
}
