import { ApiProblem } from '#ui/api.ts'
import { networkProblem } from '#ui/problem.ts'
import { askForFactor, needsFactor } from '#ui/step-up.ts'
import type { MediaFile } from '../contract.ts'

type Progress = (part: number) => void

/**
 * Sends a file and tells how far it is, 0 to 1 (`fetch` does not say). Its id is then attached to a record. Where the
 * company asks for a second factor, the person is asked and the same file goes again. Refusals and network failures
 * arrive as `ApiProblem`.
 */
export async function uploadFile(companyId: string, file: File, progress: Progress): Promise<MediaFile> {
  let answer = await sent(companyId, file, progress)
  if (needsFactor(answer.response) && (await askForFactor())) answer = await sent(companyId, file, progress)
  if (answer.status === 201) return answer.response as MediaFile
  throw new ApiProblem(answer.status, `http_${answer.status}`, answer.response ?? {})
}

function sent(companyId: string, file: File, progress: Progress): Promise<XMLHttpRequest> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest()
    request.open('POST', `/api/v1/companies/${companyId}/media?fileName=${encodeURIComponent(file.name)}`)
    request.setRequestHeader('content-type', 'application/octet-stream')
    request.responseType = 'json'
    request.upload.onprogress = ({ loaded, total }) => progress(total > 0 ? loaded / total : 0)
    request.onerror = () => reject(networkProblem())
    request.onload = () => resolve(request)
    request.send(file)
  })
}
