import Image, { type StaticImageData } from "next/image";

type PictureProps = { of: StaticImageData; children: string };

/** A picture of a real page, made by `npm run screenshots`; what it shows is said under it. */
export function Picture({ of, children }: PictureProps) {
  return (
    <figure className="space-y-1 print:break-inside-avoid">
      <Image
        src={of}
        alt={`Image de la page : ${children}`}
        unoptimized
        className="h-auto w-full rounded-md border border-trait"
      />
      <figcaption className="text-dense text-encre-douce">{children}</figcaption>
    </figure>
  );
}
