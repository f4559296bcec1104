import { ApiProblem } from '#ui/api.ts'
import { networkProblem } from '#ui/problem.ts'
import type { MediaFile } from '../contract.ts'

/**
 * Sends a file and tells how far it is, 0 to 1 (`fetch` does not say). Its id is then attached to a record. Refusals
 * and network failures arrive as `ApiProblem`.
 */
export function uploadFile(companyId: string, file: File, progress: (part: number) => void): Promise<MediaFile> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest()
    request.open('POST', `/api/v1/companies/${companyId}/media?fileName=${encodeURIComponent(file.name)}`)
    request.setRequestHeader('content-type', 'application/octet-stream')
    request.responseType = 'json'
    request.upload.onprogress = ({ loaded, total }) => progress(total > 0 ? loaded / total : 0)
    request.onerror = () => reject(networkProblem())
    request.onload = () => {
      if (request.status === 201) resolve(request.response as MediaFile)
      else reject(new ApiProblem(request.status, `http_${request.status}`, request.response ?? {}))
    }
    request.send(file)
  })
}
