; Guest D: one 512-byte boot sector. nasm -f bin boot.asm   (-DQUIET: print once, then cli/hlt = 0 % CPU)
; - counts boots in disk sector 1 (proves: linked clone, snapshot/revert, persistence) and prints "D BOOT n"
; - heartbeat counter kept in RAM, "D HB n" about once a second (proves: pause, save/restore, live migration keep state)
; - echoes serial input; powers off on the ACPI power button (virsh shutdown / reboot); PM registers at 0x600 (q35 and pc)
bits 16
org 0x7c00
BUF equ 0x8000
    cli
    xor ax,ax
    mov ds,ax
    mov es,ax
    mov ss,ax
    mov sp,0x7c00
    mov [drv],dl
    sti
    mov ah,0x42
    call disk
    inc word [BUF]
    mov ax,0x4300
    call disk
    mov si,mboot
    mov ax,[BUF]
    call line
%ifdef QUIET
    cli
.h: hlt
    jmp .h
%endif
    mov dx,0x602            ; PM1_EN: power button enable
    mov ax,0x100
    out dx,ax
    xor ebx,ebx             ; ebx = last tick, cx = counter
    xor cx,cx
    mov ebx,[0x46c]
main:
    hlt
    mov dx,0x600            ; PM1_STS bit 8 = power button pressed
    in ax,dx
    test ah,1
    jnz off
    mov dx,0x3fd
    in al,dx
    test al,1
    jz .tick
    mov dx,0x3f8
    in al,dx
    call putc
.tick:
    mov eax,[0x46c]
    sub eax,ebx
    cmp eax,18
    jb main
    mov ebx,[0x46c]
    inc cx
    mov si,mhb
    mov ax,cx
    call line
    jmp main
off:
    out dx,ax               ; clear status
    mov si,moff
    mov ax,cx
    call line
    mov dx,0x604            ; PM1_CNT: SLP_EN, SLP_TYP 0 = S5 on QEMU
    mov ax,0x2000
    out dx,ax
    jmp main
disk: mov dl,[drv]
    mov si,dap
    int 0x13
    ret
line: push ax               ; si = text, ax = number
.l: lodsb
    test al,al
    jz .n
    call putc
    jmp .l
.n: pop ax
    call putn
    mov al,13
    call putc
    mov al,10
putc: push dx
    push ax
    mov dx,0x3fd
.w: in al,dx
    test al,0x20
    jz .w
    pop ax
    mov dx,0x3f8
    out dx,al
    pop dx
    ret
putn: xor dx,dx
    mov di,10
    div di
    push dx
    test ax,ax
    jz .d
    call putn
.d: pop ax
    add al,'0'
    jmp putc
mboot db 'D BOOT ',0
mhb db 'D HB ',0
moff db 'D OFF ',0
drv db 0
dap db 16,0
    dw 1,BUF,0
    dq 1
    times 510-($-$$) db 0
    dw 0xaa55
