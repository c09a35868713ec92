// Every row of the pack.
import * as lib from "react";

const callback = (value: any) => value;
export async function calls(text: any) {
  lib.useState(text);
  lib.useReducer(text);
  lib.useRef(text);
  lib.useMemo();
  lib.useCallback(text);
  lib.useEffect(callback);
  lib.useLayoutEffect(callback);
  lib.useTransition();
  lib.useId();
  lib.use(text);
  lib.cache(text);
  lib.memo(text);
  lib.forwardRef(text);
  lib.lazy();
  lib.createElement(text, { dangerouslySetInnerHTML: { __html: text } });
  lib.renderToString(text);
  lib.renderToStaticMarkup(text);
}
