/** The name of the product and its sign: a footbridge. */
export function Mark() {
  return (
    <span className="flex items-center gap-2.5 font-semibold tracking-tight">
      <svg aria-hidden="true" viewBox="0 0 32 32" className="size-8 shrink-0">
        <rect width="32" height="32" rx="8" fill="#3659c4" />
        <path
          d="M5 20h22M6 20c3-11 17-11 20 0M11 20v-6M16 20v-8M21 20v-6"
          fill="none"
          stroke="#fff"
          strokeWidth="2"
          strokeLinecap="round"
        />
      </svg>
      <span className="text-base">Passerelle TBA</span>
    </span>
  );
}
