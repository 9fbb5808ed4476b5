import { listenToHistory } from "@/components/forms/history-guard";

listenToHistory();
