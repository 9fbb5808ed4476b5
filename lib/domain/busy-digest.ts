/** The mark of a page that could not be read because the service is busy: nothing is broken, a moment later it will do. */
export const BUSY_DIGEST = "service-occupe";
