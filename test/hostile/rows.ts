import type { Row } from "./row";
import { activationRows } from "./rows/activations";
import { fftRows } from "./rows/fft";
import { imageRows } from "./rows/image";
import { ndimageRows } from "./rows/ndimage";
import { nnRows } from "./rows/nn";
import { restorationRows } from "./rows/restoration";
import { columnRows } from "./rows/columns";
import { poolRows } from "./rows/pools";
import { pictureRows } from "./rows/pictures";
import { rootRows } from "./rows/root";
import { signalRows } from "./rows/signal";
import { transposedRows } from "./rows/transposed";

/** Every exported function; one that is missing here fails the test. */
export const rows: Readonly<Record<string, Row>> = { ...rootRows, ...signalRows, ...fftRows, ...imageRows, ...pictureRows, ...ndimageRows, ...nnRows, ...columnRows, ...transposedRows, ...activationRows, ...poolRows, ...restorationRows };
