/** Written into postgresql.conf when a cluster is made; its owner may change them there or by ALTER SYSTEM. */
export const firstSettings: Record<string, string> = {
  max_connections: '100',
  shared_buffers: '128MB',
  password_encryption: 'scram-sha-256',
  timezone: 'UTC',
  log_timezone: 'UTC',
  jit: 'off',
  // Refused statements are everyday life here, and clients' names stand in them: the log tells failures, without values.
  log_min_messages: 'warning',
  log_min_error_statement: 'fatal',
  log_error_verbosity: 'terse',
  log_min_duration_statement: '2s',
  log_parameter_max_length: '0',
  log_checkpoints: 'off',
}

/** Given at every start, because only we know them: one TCP door on this machine, no socket file to go stale. */
export function startSettings(port: number): Record<string, string> {
  return {
    port: String(port),
    listen_addresses: '127.0.0.1',
    unix_socket_directories: '',
    // In the names of the processes, as ps shows them.
    cluster_name: 'ez360pm',
    logging_collector: 'off',
    log_destination: 'stderr',
  }
}

export function settingArguments(settings: Record<string, string>): string[] {
  return Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`])
}
